package io.promptgate.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SseParserTest {
    private static final long PLENTY = 64L * 1024 * 1024;

    /** A stream, and what a browser would dispatch of it: {@code name|data}, without the events whose data is empty. */
    record Case(String stream, List<String> events) {
        Case(String stream, String... events) {
            this(stream, List.of(events));
        }

        @Override
        public String toString() {
            return stream.replace("\r", "\\r").replace("\n", "\\n");
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("data: a\n\ndata: b\n\n", "|a", "|b"),
                new Case("data: a\r\n\r\ndata: b\r\n\r\n", "|a", "|b"),
                new Case("data: a\r\rdata: b\r\r", "|a", "|b"),
                new Case("data: a\n\r\ndata: b\r\n\ndata: c\r\r\ndata: d\r\n\r", "|a", "|b", "|c", "|d"),
                new Case("data:no space\n\ndata:  two spaces\n\n", "|no space", "| two spaces"),
                new Case("event: error\ndata: x\n\ndata: y\n\n", "error|x", "|y"),
                new Case("event: first\nevent: second\ndata: x\n\n", "second|x"),
                new Case("event: lost\n\ndata: x\n\n", "|x"),
                new Case(": a comment\n\ndata: x\n\n: another\r\n\r\n", "|x"),
                new Case(":\n:\n:\ndata: x\n:\n\n", "|x"),
                new Case("data: one\ndata: two\ndata\ndata:\ndata: three\n\n", "|one\ntwo\n\n\nthree"),
                new Case("data\n\ndata\ndata\n\n", "|\n"),
                new Case("\n\uFEFFdata: x\n\n"),
                new Case("id: 7\nretry: 100\ndata: x\nunknown: y\ndata2: z\n\n", "|x"),
                new Case("data: {\"a\": \"b:c\"}\n\n", "|{\"a\": \"b:c\"}"),
                new Case("\uFEFFdata: x\n\n\uFEFFdata: y\n\n", "|x"),
                new Case("\uFEFF\n\ndata: x\n\n", "|x"),
                new Case("\n\n\r\n\r\rdata: x\n\n\n\n", "|x"),
                new Case("data: Grüße 世界 🌍\nevent: ünï\n\n", "ünï|Grüße 世界 🌍"),
                new Case(" data: x\n\nDATA: y\n\ndata : z\n\n"),
                new Case(""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsTheSameHoweverTheStreamIsCut(Case sse) {
        byte[] stream = utf8(sse.stream());
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                // When
                List<SseEvent> events = parse(
                        Arrays.copyOf(stream, first),
                        Arrays.copyOfRange(stream, first, second),
                        Arrays.copyOfRange(stream, second, stream.length));

                // Then
                assertThat(shown(events)).isEqualTo(sse.events());
                assertThat(raw(events)).as("cut at %d and %d", first, second).isEqualTo(stream);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsTheSameByteByByte(Case sse) {
        // Given
        byte[] stream = utf8(sse.stream());
        byte[][] pieces = new byte[stream.length][];
        for (int i = 0; i < stream.length; i++) {
            pieces[i] = new byte[] {stream[i]};
        }

        // When
        List<SseEvent> events = parse(pieces);

        // Then
        assertThat(shown(events)).isEqualTo(sse.events());
        assertThat(raw(events)).isEqualTo(stream);
    }

    @Test
    void givesAnEventAwayAsSoonAsItsBlankLineHasCome() {
        for (String end : List.of("\n", "\r", "\r\n")) {
            // Given
            List<SseEvent> events = new ArrayList<>();
            SseParser parser = new SseParser(PLENTY);

            // When
            parser.feed(utf8("data: x" + end + end), events::add);

            // Then
            assertThat(shown(events)).containsExactly("|x");
        }
    }

    @Test
    void completesALastEventWithoutItsBlankLine() {
        for (String end : List.of("", "\n", "\r\n", "\r")) {
            // When
            List<SseEvent> events = parse(utf8("data: a\n\nevent: e\ndata: b" + end));

            // Then
            assertThat(shown(events)).containsExactly("|a", "e|b");
            assertThat(new String(raw(events), StandardCharsets.UTF_8))
                    .isEqualTo("data: a\n\nevent: e\ndata: b" + end + "\n\n");
        }
    }

    @Test
    void dropsATailWithoutData() {
        for (String tail : List.of(": half a comment", ": a comment\n", "event: x\n", "da", "id: 1\n", "\uFEFF")) {
            assertThat(shown(parse(utf8("data: a\n\n" + tail)))).containsExactly("|a");
        }
    }

    @Test
    void takesAnEventOfAMegabyteInSmallPieces() {
        // Given
        String text = "é".repeat(512 * 1024);
        byte[] stream = utf8("data: small\n\ndata: " + text + "\n\ndata: small\n\n");

        // When
        List<SseEvent> events = new ArrayList<>();
        SseParser parser = new SseParser(2L * 1024 * 1024);
        for (int at = 0; at < stream.length; at += 1_000) {
            parser.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 1_000)), events::add);
        }

        // Then
        assertThat(events).hasSize(3);
        assertThat(events.get(1).text()).isEqualTo(text);
        assertThat(raw(events)).isEqualTo(stream);
    }

    @Test
    void refusesAnEventBeyondTheBound() {
        // Given
        SseParser parser = new SseParser(100);
        parser.feed(utf8("data: " + "x".repeat(80) + "\n\n"), _ -> {});
        parser.feed(utf8("data: " + "x".repeat(80)), _ -> {});

        // When
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> parser.feed(utf8("x".repeat(20)), _ -> {}));

        // Then
        assertThat(refusal.code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
    }

    @Test
    void keepsEveryByteOfGeneratedStreams() {
        Random random = new Random(42);
        String[] parts = {
            "data",
            "data:",
            "data: ",
            ":",
            " ",
            "event",
            "event: ",
            "x",
            "{\"a\":1}",
            "\n",
            "\n",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\r\n\r\n",
            "é",
            "😀",
            "\uFEFF",
            "id: 1",
            "\0"
        };
        for (int round = 0; round < 20_000; round++) {
            // Given
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            byte[] stream = utf8(text + "\n\n");
            List<String> atOnce = shown(parse(stream));

            // When
            List<SseEvent> events = parse(cut(stream, random));

            // Then
            assertThat(raw(events)).as("round %d", round).isEqualTo(stream);
            assertThat(shown(events)).as("round %d", round).isEqualTo(atOnce);
        }
    }

    private static byte[][] cut(byte[] stream, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int end = Math.min(stream.length, at + random.nextInt(6));
            pieces.add(Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        return pieces.toArray(byte[][]::new);
    }

    private static List<SseEvent> parse(byte[]... pieces) {
        List<SseEvent> events = new ArrayList<>();
        SseParser parser = new SseParser(PLENTY);
        for (byte[] piece : pieces) {
            parser.feed(piece, events::add);
        }
        parser.finish(events::add);
        return events;
    }

    private static List<String> shown(List<SseEvent> events) {
        return events.stream()
                .filter(event -> event.data().length > 0)
                .map(event -> event.name() + "|" + event.text())
                .toList();
    }

    private static byte[] raw(List<SseEvent> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(event -> all.writeBytes(event.raw()));
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
