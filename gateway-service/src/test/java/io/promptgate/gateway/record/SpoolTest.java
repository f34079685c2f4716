package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.service.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpoolTest {
    @TempDir
    Path folder = Path.of("");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "16M"})
    void givesBackInOrderWhatWasAppendedAndKeepsNoFileOfIt(String segment) throws IOException {
        try (Spool spool = open(Map.of("promptgate.spool.segment", segment))) {
            // Given
            List<String> lines = numbered(0, 100);
            for (String line : lines) {
                left(spool, line);
            }
            spool.sync();

            // When
            List<String> found = readAll(spool);

            // Then
            assertThat(found).isEqualTo(lines);
            assertThat(spool.isEmpty()).isTrue();
            assertThat(files()).isEmpty();
            left(spool, "again\n");
            assertThat(readAll(spool)).containsExactly("again\n");
        }
    }

    @Test
    void givesTheSameAgainUntilItIsTaken() throws IOException {
        try (Spool spool = open(Map.of())) {
            // Given
            left(spool, "a\n", "b\n");
            Lines lines = new Lines();

            // Then
            assertThat(spool.next(lines)).isEqualTo(Spool.Next.LINES);
            assertThat(texts(lines)).containsExactly("a\n", "b\n");
            assertThat(spool.next(lines)).isEqualTo(Spool.Next.LINES);
            assertThat(texts(lines)).containsExactly("a\n", "b\n");
        }
    }

    @Test
    void givesTheNextLifeWhatWasNotTaken() throws IOException {
        // Given
        Map<String, String> small = Map.of("promptgate.spool.segment", "100", "promptgate.ship.batch-records", "2");
        try (Spool spool = open(small)) {
            for (String line : numbered(0, 20)) {
                left(spool, line);
            }
            Lines lines = new Lines();
            for (int i = 0; i < 5; i++) {
                spool.next(lines);
                spool.taken(lines);
            }
        }

        // When
        try (Spool next = open(small)) {
            left(next, "new\n");

            // Then
            List<String> found = readAll(next);
            List<String> all = numbered(0, 20);
            all.add("new\n");
            assertThat(found).containsAll(all.subList(10, 21));
            assertThat(all).endsWith(found.toArray(String[]::new));
            assertThat(found).hasSizeBetween(11, 16);
        }
    }

    /** What a kill may leave: any beginning of what was written. */
    @Test
    void readsUpToATornEndWhereverItIsTorn() throws IOException {
        // Given
        try (Spool spool = open(Map.of())) {
            numbered(0, 5).forEach(line -> left(spool, line));
        }
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int frame = whole.length / 5;

        for (int cut = 0; cut <= whole.length; cut++) {
            // When
            Files.write(file, Arrays.copyOf(whole, cut));
            try (Spool spool = open(Map.of())) {
                left(spool, "behind\n");

                // Then
                List<String> expected = new ArrayList<>(numbered(0, cut / frame));
                expected.add("behind\n");
                assertThat(readAll(spool)).as("cut at %d", cut).isEqualTo(expected);
            }
        }
    }

    @Test
    void passesOverADamagedFrameAndCountsItOnce() throws IOException {
        // Given
        try (Spool spool = open(Map.of())) {
            numbered(0, 5).forEach(line -> left(spool, line));
        }
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int frame = whole.length / 5;

        for (int at = 0; at < whole.length; at++) {
            // When
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x41;
            Files.write(file, damaged);
            double before = count("promptgate.spool.damaged");
            try (Spool spool = open(Map.of("promptgate.ship.batch-bytes", "40"))) {
                List<String> found = readAll(spool);

                // Then
                List<String> expected = numbered(0, 5);
                expected.remove(at / frame);
                assertThat(found).as("damaged at %d", at).isEqualTo(expected);
                assertThat(count("promptgate.spool.damaged") - before).isEqualTo(1);
            }
        }
    }

    @Test
    void takesALineLargerThanAFileAndABatch() throws IOException {
        try (Spool spool = open(Map.of("promptgate.spool.segment", "100", "promptgate.ship.batch-bytes", "50"))) {
            // Given
            String large = "x".repeat(100_000) + "\n";
            left(spool, "before\n");
            left(spool, large);
            left(spool, "behind\n");

            // Then
            assertThat(readAll(spool)).containsExactly("before\n", large, "behind\n");
        }
    }

    @Test
    void takesNothingBeyondItsBoundUntilThereIsRoomAgain() throws IOException {
        try (Spool spool = open(Map.of("promptgate.spool.limit", "1000", "promptgate.spool.segment", "100"))) {
            // Given
            int taken = 0;
            Ticket ticket = spool.append(lines("0123456789\n"), true);
            while (ticket != null) {
                ticket.left();
                taken++;
                ticket = spool.append(lines("0123456789\n"), true);
            }
            assertThat(taken).isEqualTo(1000 / 23);
            assertThat(metrics.get("promptgate.spool.bytes").gauge().value()).isEqualTo(taken * 23);

            // When
            Lines read = new Lines();
            spool.next(read);
            spool.taken(read);

            // Then
            assertThat(spool.append(lines("0123456789\n"), true)).isNotNull();
            assertThat(spool.append(lines("x".repeat(2_000)), true)).isNull();
            assertThat(spool.append(lines("x".repeat(2_000)), false)).isNotNull();
        }
    }

    @Test
    void leavesOutWhatArrivedByAnotherRoadAndWaitsForWhatIsUnderWay() throws IOException {
        try (Spool spool = open(Map.of())) {
            // Given
            Lines lines = new Lines();
            left(spool, "a\n");
            Ticket taken = ticket(spool, "b\n");
            Ticket lost = ticket(spool, "c\n");
            left(spool, "d\n");
            taken.taken();

            // Then
            spool.next(lines);
            assertThat(texts(lines)).containsExactly("a\n");
            spool.taken(lines);
            assertThat(spool.next(lines)).isEqualTo(Spool.Next.WAIT);
            lost.left();
            spool.next(lines);
            assertThat(texts(lines)).containsExactly("c\n", "d\n");
            spool.taken(lines);
            assertThat(spool.next(lines)).isEqualTo(Spool.Next.NOTHING);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void belongsToOneGatewayAtATime() throws IOException {
        // Given
        Spool first = open(Map.of());

        // Then
        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_STATE_DIR");
        first.close();
        open(Map.of()).close();
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        open(Map.of()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("spool"))))
                .isEqualTo("rwx------");
    }

    private Spool open(Map<String, String> overrides) throws IOException {
        TestSettings settings = TestSettings.of(new HashMap<>(overrides));
        return Spool.open(
                SpoolFolder.open(folder.resolve("spool")),
                settings.get(SpoolSettings.class),
                settings.get(ShipSettings.class),
                metrics);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("spool"))) {
            return all.filter(file -> file.toString().endsWith(".spool")).toList();
        }
    }

    private double count(String name) {
        return metrics.counter(name).count();
    }

    private static List<String> readAll(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        Lines lines = new Lines();
        while (spool.next(lines) == Spool.Next.LINES) {
            all.addAll(texts(lines));
            spool.taken(lines);
        }
        return all;
    }

    private static Ticket ticket(Spool spool, String... texts) {
        try {
            return Objects.requireNonNull(spool.append(lines(texts), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void left(Spool spool, String... texts) {
        ticket(spool, texts).left();
    }

    private static List<String> numbered(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList());
    }

    private static Lines lines(String... texts) {
        Lines lines = new Lines();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            lines.line(bytes, 0, bytes.length);
        }
        return lines;
    }

    private static List<String> texts(Lines lines) {
        return IntStream.range(0, lines.lines())
                .mapToObj(i -> new String(
                        lines.buffer(), lines.start(i), lines.end(i) - lines.start(i), StandardCharsets.UTF_8))
                .toList();
    }
}
