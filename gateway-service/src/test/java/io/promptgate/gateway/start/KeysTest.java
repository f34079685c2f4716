package io.promptgate.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.service.start.StartRefused;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysTest {
    private static final String MASTER = SecretBox.newKey().reveal();

    @Test
    void openWhatTheFormerKeySealed() {
        // Given
        Masked former = SecretBox.newKey();
        String sealed = SecretBox.of(former, List.of()).seal(Masked.of("sk-1"), "a");

        // When
        Keys keys = keys(MASTER, former.reveal() + "," + SecretBox.newKey().reveal(), "0123456789abcdef");

        // Then
        assertThat(keys.box().openText(sealed, "a").reveal()).isEqualTo("sk-1");
        assertThat(keys.serviceKey().reveal()).isEqualTo("0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "none; none; 0123456789abcdef; PROMPTGATE_MASTER_KEY",
                "no base64!; none; 0123456789abcdef; PROMPTGATE_MASTER_KEY",
                "c2hvcnQ=; none; 0123456789abcdef; PROMPTGATE_MASTER_KEY",
                "good; c2hvcnQ=; 0123456789abcdef; PROMPTGATE_FORMER_MASTER_KEYS",
                "good; none; none; PROMPTGATE_SERVICE_KEY",
                "good; none; 0123456789abcde; PROMPTGATE_SERVICE_KEY",
                "good; none; 0123456789abc ef; PROMPTGATE_SERVICE_KEY"
            })
    void refuseTheStartAndSayWhatToSet(
            @Nullable String master, @Nullable String former, @Nullable String service, String named) {
        assertThatThrownBy(() -> keys("good".equals(master) ? MASTER : master, former, service))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(named)
                .message()
                .doesNotContain("\n", "c2hvcnQ", "0123456789abcde", MASTER);
    }

    private static Keys keys(@Nullable String master, @Nullable String former, @Nullable String service) {
        Map<String, String> properties = new HashMap<>();
        put(properties, "promptgate.master-key", master);
        put(properties, "promptgate.former-master-keys", former);
        put(properties, "promptgate.service-key", service);
        TestSettings settings = TestSettings.bare(new PropertiesConfigSource(properties, "test", 100));
        return new Keys(settings.get(GatewaySettings.class));
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
