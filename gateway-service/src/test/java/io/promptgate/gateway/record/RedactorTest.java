package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.Masked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RedactorTest {
    private static final String KEY = "sk-planted-0123456789";
    private static final String TOKEN = "pg_live_planted";
    private static final List<Masked> SECRETS = List.of(Masked.of(KEY), Masked.of(TOKEN));

    @Test
    void leavesACleanRecordAlone() {
        // Given
        RequestRecord record = Records.of("sk-other", "sk-plante", json("{\"a\":\"sk-planted-012345678\"}"), null);

        // When
        RequestRecord clean = Redactor.redact(record, SECRETS);

        // Then
        assertThat(clean).isSameAs(record);
    }

    @Test
    void takesSecretsOutOfEveryPlace() throws IOException {
        for (String secret : List.of(KEY, TOKEN)) {
            for (RequestRecord record : List.of(
                    Records.of("x " + secret + " y" + secret, null, null, null),
                    Records.of("x", "no: " + secret, null, null),
                    Records.of("x", null, json("{\"a\":\"" + secret + secret + "\",\"b\":\"" + secret + "\"}"), null),
                    Records.of("x", null, null, json("[\"" + secret + "\"]")),
                    Records.of("x", null, null, Body.text(utf8(secret + "\n" + secret), false)))) {
                // When
                RequestRecord clean = Redactor.redact(record, SECRETS);

                // Then
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                RecordCodec.write(clean, out);
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .doesNotContain(KEY, TOKEN)
                        .contains("[redacted]");
                assertThat(clean.id()).isEqualTo(record.id());
                assertThat(clean.usage()).isEqualTo(record.usage());
                assertThat(clean.timing()).isEqualTo(record.timing());
            }
        }
    }

    @Test
    void takesTheBeginningOfASecretOffTheEndOfACutBody() {
        for (int length = 5; length < KEY.length(); length++) {
            // Given
            Body cut = Body.text(utf8("some text " + KEY.substring(0, length)), true);

            // When
            RequestRecord clean = Redactor.redact(Records.of("x", null, cut, null), SECRETS);

            // Then
            assertThat(clean.requestBody()).isNotNull();
            assertThat(clean.requestBody().text()).isEqualTo("some text ");
            assertThat(clean.requestBody().truncated()).isTrue();
        }
    }

    @Test
    void leavesTheEndOfAWholeBody() {
        // Given
        RequestRecord record = Records.of("x", null, Body.text(utf8("text " + KEY.substring(0, 9)), false), null);

        // When
        RequestRecord clean = Redactor.redact(record, SECRETS);

        // Then
        assertThat(clean).isSameAs(record);
    }

    @Test
    void takesAnEmptySecretForNone() {
        byte[] bytes = utf8("text");
        assertThat(Redactor.redact(bytes, List.of(Masked.of("")))).isSameAs(bytes);
        assertThat(Redactor.redact("text", List.of(Masked.of("")))).isEqualTo("text");
    }

    @Test
    void findsASecretAtEveryPlaceOfItsBytes() {
        for (int at = 0; at < 40; at++) {
            String text = "s".repeat(at) + KEY + "9".repeat(40 - at);
            assertThat(new String(Redactor.redact(utf8(text), SECRETS), StandardCharsets.UTF_8))
                    .isEqualTo("s".repeat(at) + "[redacted]" + "9".repeat(40 - at));
        }
    }

    private static Body json(String text) {
        return Body.json(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
