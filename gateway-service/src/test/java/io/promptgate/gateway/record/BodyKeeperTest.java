package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.gateway.start.TestSettings;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BodyKeeperTest {

    @Test
    void keepsWhatThePolicySays() {
        assertThat(keeper("full", "1K").json(utf8("{}"), false)).isNotNull();
        assertThat(keeper("full", "1K").json(utf8("{}"), true)).isNotNull();
        assertThat(keeper("errors", "1K").json(utf8("{}"), false)).isNull();
        assertThat(keeper("errors", "1K").json(utf8("{}"), true)).isNotNull();
        assertThat(keeper("none", "1K").json(utf8("{}"), true)).isNull();
        assertThat(keeper("none", "1K").text(Buffer.buffer("x"), true)).isNull();
        assertThat(keeper("none", "1K").gathers()).isFalse();
        assertThat(keeper("errors", "1K").gathers()).isTrue();
        assertThat(keeper("full", "1K").json(null, true)).isNull();
        assertThat(keeper("full", "1K").text(null, true)).isNull();
    }

    @Test
    void putsJsonOnOneLineWithoutAnyOtherChange() {
        // Given
        String json = "{\r\n\t\"a\" : \"x\\n\\ry\",\n\n\"b\":1.0 }\n";

        // When
        Body body = kept(keeper("full", "1K").json(utf8(json), false));

        // Then
        assertThat(body.text()).isEqualTo("{  \t\"a\" : \"x\\n\\ry\",  \"b\":1.0 } ");
        assertThat(body.json()).isTrue();
        assertThat(body.truncated()).isFalse();
    }

    @Test
    void copiesNothingWhereNothingChanges() {
        byte[] json = utf8("{\"a\":1}");
        assertThat(kept(keeper("full", "1K").json(json, false)).bytes()).isSameAs(json);
    }

    @Test
    void cutsBetweenCharacters() {
        String text = "aé世😀"; // 1 + 2 + 3 + 4 bytes
        String[] kept = {"", "a", "a", "aé", "aé", "aé", "aé世", "aé世", "aé世", "aé世", text, text};
        for (int cap = 0; cap < kept.length; cap++) {
            // When
            Body body = kept(keeper("full", Integer.toString(cap)).text(Buffer.buffer(text), false));

            // Then
            assertThat(body.text()).isEqualTo(kept[cap]);
            assertThat(body.truncated()).isEqualTo(cap < 10);
            assertThat(body.json()).isFalse();
        }
    }

    @Test
    void keepsCutJsonAsText() {
        // When
        Body body = kept(keeper("full", "5").json(utf8("{\"a\":\n1}"), false));

        // Then
        assertThat(body.text()).isEqualTo("{\"a\":");
        assertThat(body.json()).isFalse();
        assertThat(body.truncated()).isTrue();
    }

    @Test
    void gathersOneByteMoreThanIsKept() {
        assertThat(keeper("full", "5").gatherLimit()).isEqualTo(6);
        assertThat(keeper("full", "5", "7").gatherLimit()).isEqualTo(13);
    }

    @Test
    void keepsTheOverlapForRedactionAndKnowsTheCap() {
        // Given
        BodyKeeper keeper = keeper("full", "5", "3");

        // Then
        assertThat(keeper.cap()).isEqualTo(5);
        assertThat(kept(keeper.text(Buffer.buffer("0123456789"), false)).text()).isEqualTo("01234567");
        assertThat(kept(keeper.text(Buffer.buffer("012345"), false)).text()).isEqualTo("012345");
        assertThat(kept(keeper.text(Buffer.buffer("012345"), false)).truncated())
                .isTrue();
        assertThat(kept(keeper.text(Buffer.buffer("01234"), false)).truncated()).isFalse();
    }

    private static BodyKeeper keeper(String policy, String cap) {
        return keeper(policy, cap, "0");
    }

    private static BodyKeeper keeper(String policy, String cap, String overlap) {
        Map<String, String> settings = Map.of(
                "promptgate.record.bodies", policy,
                "promptgate.record.body-cap", cap,
                "promptgate.record.overlap", overlap);
        return new BodyKeeper(TestSettings.of(settings).get(RecordSettings.class));
    }

    private static Body kept(@Nullable Body body) {
        return Objects.requireNonNull(body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
