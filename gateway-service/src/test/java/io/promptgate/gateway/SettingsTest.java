package io.promptgate.gateway;

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
        Set<String> declared = DeclaredSettings.in("io.promptgate.gateway");

        // Then
        assertThat(declared).contains("PROMPTGATE_PROVIDERS_X_BASE_URL", "PROMPTGATE_LOG_JSON");
        assertThat(SettingNames.unknown(declared)).isEmpty();
    }
}
