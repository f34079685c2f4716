package io.promptgate.service.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeysTest {
    private static final Masked KEY = Masked.of("canary-key");

    @TempDir
    Path folder = Path.of("");

    @Test
    void areTakenFromTheEnvironment() {
        MasterKeys keys =
                MasterKeys.read(Optional.of(KEY), Optional.empty(), Optional.of(List.of(KEY)), Optional.empty());

        assertThat(keys.active()).contains(KEY);
        assertThat(keys.former()).containsExactly(KEY);
    }

    @Test
    void areTakenFromFilesAsMountsAndAgentsWriteThem() throws IOException {
        Path active = Files.writeString(folder.resolve("active"), "canary-key\n");
        Path former = Files.writeString(folder.resolve("former"), "one\r\ntwo,three\n\n");

        MasterKeys keys = MasterKeys.read(Optional.empty(), Optional.of(active), Optional.empty(), Optional.of(former));

        assertThat(keys.active()).contains(KEY);
        assertThat(keys.former()).extracting(Masked::reveal).containsExactly("one", "two", "three");
    }

    @Test
    void mayBeAbsentForTheChecksToTell() {
        MasterKeys keys = MasterKeys.read(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(keys.active()).isEmpty();
        assertThat(keys.former()).isEmpty();
    }

    @Test
    void refuseTheStartWhenTheyAreGivenBothWaysOrCannotBeRead() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "canary-key");
        Path large = Files.writeString(folder.resolve("large"), "canary-key".repeat(10_000));

        assertThatThrownBy(
                        () -> MasterKeys.read(Optional.of(KEY), Optional.of(there), Optional.empty(), Optional.empty()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_MASTER_KEY_FILE")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> MasterKeys.read(
                        Optional.empty(), Optional.of(folder.resolve("none")), Optional.empty(), Optional.empty()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_MASTER_KEY_FILE")
                .hasMessageContaining("NoSuchFile");
        assertThatThrownBy(
                        () -> MasterKeys.read(Optional.of(KEY), Optional.empty(), Optional.empty(), Optional.of(large)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_FORMER_MASTER_KEYS_FILE")
                .hasMessageNotContaining("canary");
    }
}
