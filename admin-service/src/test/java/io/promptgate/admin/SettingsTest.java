package io.promptgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.settings.SettingNames;
import io.promptgate.testkit.DeclaredSettings;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void allSettingsOfTheServiceAreKnownToTheSuite() throws IOException {
        // When
        Set<String> declared = DeclaredSettings.in(
                "io.promptgate.admin", "io.promptgate.service.store", "io.promptgate.service.access");

        // Then
        assertThat(declared).contains("PROMPTGATE_STORE_RETRY", "PROMPTGATE_MASTER_KEY", "PROMPTGATE_LOG_JSON");
        assertThat(SettingNames.unknown(declared)).isEmpty();
    }
}
