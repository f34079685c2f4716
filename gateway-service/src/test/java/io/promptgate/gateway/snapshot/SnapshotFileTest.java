package io.promptgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotFileTest {
    private final SecretBox box = SecretBox.of(SecretBox.newKey(), List.of());

    @TempDir
    Path folder = Path.of("");

    @Test
    void isEmptyBeforeAnythingWasKept() {
        assertThat(file(box).load()).isEmpty();
    }

    @Test
    void givesBackWhatWasKeptLast() {
        // Given
        SnapshotFile file = file(box);
        ConfigSnapshot snapshot = Snapshots.at(5, box, "gpt-4o");

        // When
        file.save(Snapshots.at(4, box, "older"));
        file.save(snapshot);

        // Then
        assertThat(file(box).load()).hasValue(snapshot);
    }

    @Test
    void showsNothingOfItsContentAndLeavesNothingElse() throws IOException {
        // When
        file(box).save(Snapshots.at(5, box, "gpt-4o"));

        // Then
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(Files.readString(all.getFirst()))
                    .doesNotContain("gpt-4o", "fast", "openai", Snapshots.PROJECT.toString());
        }
    }

    @Test
    void leavesAFileOfAnotherMasterKeyAside() {
        // Given
        file(box).save(Snapshots.at(5, box, "gpt-4o"));

        // When, Then
        assertThat(file(SecretBox.of(SecretBox.newKey(), List.of())).load()).isEmpty();
    }

    @Test
    void isReadWithAFormerMasterKeyAndSealedWithTheNewOne() {
        // Given
        Masked oldKey = SecretBox.newKey();
        Masked newKey = SecretBox.newKey();
        file(SecretBox.of(oldKey, List.of())).save(Snapshots.at(5, box, "gpt-4o"));
        SecretBox both = SecretBox.of(newKey, List.of(oldKey));

        // When
        ConfigSnapshot read = file(both).load().orElseThrow();
        file(both).save(read);

        // Then
        assertThat(file(SecretBox.of(newKey, List.of())).load()).hasValue(read);
        assertThat(file(SecretBox.of(oldKey, List.of())).load()).isEmpty();
    }

    @Test
    void leavesADamagedFileAsideWhereverItIsDamaged() throws IOException {
        // Given
        file(box).save(Snapshots.at(5, box, "gpt-4o"));
        Path path = folder.resolve("state").resolve("snapshot.sealed");
        byte[] good = Files.readAllBytes(path);
        for (int at = 0; at < good.length; at += 7) {
            byte[] bad = good.clone();
            bad[at] = (byte) (bad[at] == 'A' ? 'B' : 'A');
            Files.write(path, bad);

            // When, Then
            assertThat(file(box).load()).isEmpty();
            Files.write(path, Arrays.copyOf(good, at));
            assertThat(file(box).load()).isEmpty();
        }
        Files.write(path, new byte[] {(byte) 0xFF, 0, 1});
        assertThat(file(box).load()).isEmpty();
    }

    @Test
    void leavesASealedTextThatIsNoSnapshotAside() throws IOException {
        Path path = Files.createDirectories(folder.resolve("state")).resolve("snapshot.sealed");
        for (String content : List.of("", "[]", "{\"revision\":\"x\"}", "{\"projects\":[null]}")) {
            Files.writeString(path, box.seal(content.getBytes(StandardCharsets.UTF_8), "snapshot"));
            assertThat(file(box).load()).as(content).isEmpty();
        }
    }

    @Test
    void goesOnWhereItCannotWrite() throws IOException {
        // Given
        Files.writeString(folder.resolve("state"), "a file where the folder should be");

        // When
        file(box).save(Snapshots.at(5, box, "gpt-4o"));

        // Then
        assertThat(file(box).load()).isEmpty();
    }

    private SnapshotFile file(SecretBox of) {
        return new SnapshotFile(
                TestSettings.of(Map.of(
                                "promptgate.state-dir", folder.resolve("state").toString()))
                        .get(GatewaySettings.class),
                of);
    }
}
