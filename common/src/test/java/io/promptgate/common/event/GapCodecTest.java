package io.promptgate.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.id.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GapCodecTest {
    private static final UUID ID = UuidV7.next();
    private static final UUID PROJECT = UuidV7.next();
    private static final Gap GAP = new Gap(
            ID,
            PROJECT,
            "gw-\"1\"",
            7,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Instant.parse("2026-01-02T03:04:06Z"));

    @Test
    void writesOneLine() throws IOException {
        assertThat(text(GAP)).isEqualTo("""
                {"gap":{"id":"%s","project_uuid":"%s","replica":"gw-\\"1\\"","dropped":7,\
                "from":"2026-01-02T03:04:05.678Z","to":"2026-01-02T03:04:06.000Z"}}
                """.formatted(ID, PROJECT));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        // Given
        byte[] line = ("xx" + text(GAP)).getBytes(StandardCharsets.UTF_8);

        // Then
        assertThat(GapCodec.isGap(line, 2, line.length - 2)).isTrue();
        assertThat(GapCodec.read(line, 2, line.length - 2)).isEqualTo(GAP);
    }

    @Test
    void knowsARecordFromAGap() {
        byte[] record = "{\"id\":\"…\",\"gap\":{}}".getBytes(StandardCharsets.UTF_8);
        assertThat(GapCodec.isGap(record, 0, record.length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"gap\":[]}",
                "{\"gap\":{\"id\":\"1\"",
                "{\"gap\":{\"id\":\"no uuid\",\"project_uuid\":\"x\"}}",
                "{\"gap\":{\"id\":7}}"
            })
    void refusesWhatIsNone(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> GapCodec.read(bytes, 0, bytes.length)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesNothingDroppedAndAnEndBeforeTheBeginning() throws IOException {
        String none = text(GAP).replace("\"dropped\":7", "\"dropped\":0");
        String backwards = text(GAP).replace("03:04:05.678", "03:04:07.678");
        for (String line : new String[] {none, backwards}) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> GapCodec.read(bytes, 0, bytes.length)).isInstanceOf(IOException.class);
        }
    }

    private static String text(Gap gap) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GapCodec.write(gap, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
