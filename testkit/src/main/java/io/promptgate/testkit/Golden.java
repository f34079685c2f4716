package io.promptgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Goldens: files under {@code src/test/resources} that say what is expected. A mismatch names the file and the first
 * difference. With {@code -Dgolden.update=true} the files are rewritten instead; read the difference before you
 * commit it.
 */
public final class Golden {
    private static final Path ROOT = Path.of("src", "test", "resources");
    // numbers as written: 1.0 is not 1.00, and none is rounded
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Golden() {}

    /** A folder of the module's test resources. */
    public static Path folder(String name) {
        return ROOT.resolve(name);
    }

    /**
     * The cases in a folder, one directory each, sorted by name.
     *
     * @throws IllegalStateException when there is none: a golden test must not pass for want of goldens
     */
    public static List<Path> cases(String folder) {
        return list(folder(folder), Files::isDirectory);
    }

    /** The files in a folder whose names end so, sorted. */
    public static List<Path> files(String folder, String suffix) {
        return list(folder(folder), path -> path.getFileName().toString().endsWith(suffix));
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** Byte for byte the same as the file. */
    public static void assertBytes(Path file, byte[] actual) {
        if (updated(file, actual)) {
            return;
        }
        byte[] expected = bytes(file);
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw new AssertionError(file + " differs at byte " + at + " (" + expected.length + " expected, "
                    + actual.length + " got):\nexpected …" + around(expected, at) + "\n     got …"
                    + around(actual, at));
        }
    }

    /** As {@link #assertBytes}, in UTF-8. */
    public static void assertText(Path file, String actual) {
        assertBytes(file, actual.getBytes(StandardCharsets.UTF_8));
    }

    /** The same JSON: same values, same numbers to the digit, in whatever order of keys. */
    public static void assertJson(Path file, String actual) {
        try {
            if (updated(file, (JSON.readTree(actual).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8))) {
                return;
            }
            List<String> differences = JsonDifference.of(JSON.readTree(text(file)), JSON.readTree(actual));
            if (!differences.isEmpty()) {
                throw new AssertionError(file + " differs\n" + String.join("\n", differences) + "\ngot " + actual);
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(file + " or what was got is no JSON: " + e.getMessage() + "\ngot " + actual, e);
        }
    }

    private static boolean updated(Path file, byte[] actual) {
        if (!Boolean.getBoolean("golden.update")) {
            return false;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.list(folder)) {
            List<Path> found = paths.filter(wanted).sorted().toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no goldens in " + folder.toAbsolutePath());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String around(byte[] bytes, int at) {
        int from = Math.max(0, at - 20);
        int to = Math.min(bytes.length, at + 40);
        return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8)
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
