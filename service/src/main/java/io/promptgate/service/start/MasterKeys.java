package io.promptgate.service.start;

import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The master keys as the operator gives them: in the environment, or in files, as Kubernetes mounts secrets and Vault's
 * agent writes them. Not yet checked.
 *
 * @param active seals and opens; empty when none is given
 * @param former only open
 */
public record MasterKeys(Optional<Masked> active, List<Masked> former) {
    private static final long LARGEST_FILE = 64 * 1024;

    public MasterKeys {
        former = List.copyOf(former);
    }

    /**
     * Reads them.
     *
     * @param former separated by commas
     * @param formerFile each on a line of its own, or separated by commas
     * @throws StartRefused when a key is given both ways, or a file cannot be read
     */
    public static MasterKeys read(
            Optional<Masked> active,
            Optional<Path> activeFile,
            Optional<List<Masked>> former,
            Optional<Path> formerFile) {
        notBoth("PROMPTGATE_MASTER_KEY", active.isPresent(), activeFile);
        notBoth("PROMPTGATE_FORMER_MASTER_KEYS", former.isPresent(), formerFile);
        Optional<Masked> key = activeFile
                .map(file -> Masked.of(text("PROMPTGATE_MASTER_KEY_FILE", file).strip()))
                .or(() -> active);
        List<Masked> others = formerFile
                .map(file -> split(text("PROMPTGATE_FORMER_MASTER_KEYS_FILE", file)))
                .or(() -> former)
                .orElse(List.of());
        return new MasterKeys(key, others);
    }

    private static void notBoth(String name, boolean given, Optional<Path> file) {
        if (given && file.isPresent()) {
            throw new StartRefused(name + " and " + name + "_FILE are both set; set one of them");
        }
    }

    private static String text(String name, Path file) {
        try {
            if (Files.size(file) <= LARGEST_FILE) {
                return Files.readString(file, StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            throw new StartRefused(name + " names " + file + ", which cannot be read: "
                    + e.getClass().getSimpleName());
        }
        throw new StartRefused(name + " names " + file + ", which is too large for keys");
    }

    private static List<Masked> split(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1))
                .filter(key -> !key.isEmpty())
                .map(Masked::of)
                .toList();
    }
}
