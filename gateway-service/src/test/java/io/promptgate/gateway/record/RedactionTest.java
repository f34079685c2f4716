package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.redact.Redactions;
import io.promptgate.common.secret.Masked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What lies across the cap of a body leaves nothing of itself, wherever the cap cuts it. */
final class RedactionTest {
    private static final int CAP = 100;
    private static final int OVERLAP = 64;
    private static final String SECRET = "sk-planted-4f1c9a7e2b";
    private static final String CARD = "4111-1111-1111-1111";
    private static final Redaction REDACTION = new Redaction(
            List.of(Masked.of(SECRET)),
            Redactions.of(List.of(new RedactPattern("card", "\\d{4}-\\d{4}-\\d{4}-\\d{4}"))),
            CAP);

    @Test
    void leavesNothingOfASecretThatTheCapCuts() {
        for (int start = CAP - SECRET.length() - 2; start <= CAP + 2; start++) {
            // When
            Body kept = cleaned("x".repeat(start) + SECRET + "y".repeat(200));

            // Then
            assertThat(kept.text()).as("at %s", start).doesNotContain("s").hasSizeLessThanOrEqualTo(CAP);
            assertThat(kept.truncated()).isTrue();
        }
    }

    @Test
    void leavesNothingOfAMatchThatTheCapCuts() {
        for (int start = CAP - CARD.length() - 2; start <= CAP + 2; start++) {
            // When
            Body kept = cleaned("x".repeat(start) + CARD + "y".repeat(200));

            // Then
            assertThat(kept.text())
                    .as("at %s", start)
                    .doesNotContainPattern("\\d")
                    .hasSizeLessThanOrEqualTo(CAP);
        }
    }

    @Test
    void leavesNothingOfAMatchInCutJson() {
        for (int start = CAP - CARD.length() - 2; start <= CAP + 2; start++) {
            // When
            Body kept = cleaned("{\"a\":\"" + "x".repeat(start - 6) + CARD + "\",\"b\":\"" + "y".repeat(200) + "\"}");

            // Then
            assertThat(kept.text()).as("at %s", start).startsWith("{\"a\":\"x").doesNotContainPattern("\\d");
        }
    }

    @Test
    void leavesNothingOfAMatchInPiecesOfAStream() {
        // Given: a card in four events, of which the cap lets two through
        StringBuilder events = new StringBuilder();
        for (String piece : new String[] {"4111-", "1111-", "1111-", "1111", "yy", "yy", "yy"}) {
            events.append("data: {\"content\":\"").append(piece).append("\"}\n\n");
        }
        int event = "data: {\"content\":\"4111-\"}\n\n".length();
        Redaction two = new Redaction(List.of(), REDACTION.patterns(), 2 * event);

        // When
        Body kept = cleaned(two, events.substring(0, 5 * event));

        // Then
        assertThat(kept.text())
                .startsWith("data: {\"content\":\"[redacted:card")
                .doesNotContainPattern("\\d");
    }

    @Test
    void bringsNothingForwardThatWasNotSeenWhole() {
        // Given: many that get shorter, and one that begins in the last bytes that are looked at
        String many = (CARD + " ").repeat(5);

        // When
        Body kept = cleaned(many + "x".repeat(CAP + OVERLAP - 100 - 10) + CARD);

        // Then
        assertThat(kept.text()).startsWith("[redacted:card] ").doesNotContainPattern("\\d");
    }

    @Test
    void keepsWhatIsWithinTheCapWhenMarksAreLonger() {
        // Given
        Redaction longer =
                new Redaction(List.of(), Redactions.of(List.of(new RedactPattern("a-very-long-label", "q"))), CAP);

        // When
        Body kept = cleaned(longer, "q".repeat(10) + "x".repeat(200));

        // Then
        assertThat(kept.text())
                .startsWith("[redacted:a-very-long-label][redacted:")
                .hasSize(CAP);
    }

    @Test
    void leavesWhatIsCleanAndShortAsItIs() {
        // Given
        RequestRecord record = Records.plain();

        // Then
        assertThat(new Redaction(List.of(Masked.of(SECRET)), Redactions.NONE, CAP).clean(record))
                .isSameAs(record);
    }

    private static Body cleaned(String text) {
        return cleaned(REDACTION, text);
    }

    private static Body cleaned(Redaction redaction, String text) {
        String gathered = text.substring(0, Math.min(text.length(), redaction.bodyCap() + OVERLAP));
        Body body = Body.text(gathered.getBytes(StandardCharsets.UTF_8), true);
        RequestRecord clean = redaction.clean(Records.of("x", null, body, body));
        assertThat(Objects.requireNonNull(clean.requestBody()).text())
                .isEqualTo(Objects.requireNonNull(clean.responseBody()).text());
        return clean.responseBody();
    }
}
