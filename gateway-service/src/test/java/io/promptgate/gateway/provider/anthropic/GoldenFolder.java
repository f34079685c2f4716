package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One example on disk: a folder of files that say what goes in and what must come out. */
record GoldenFolder(Path path) {
    private static final Path ROOT = Path.of("src", "test", "resources", "goldens", "anthropic");

    /** A test for each folder of that kind; new folders are found by themselves. */
    static Stream<DynamicTest> tests(String kind, Consumer<GoldenFolder> test) {
        List<GoldenFolder> folders = of(kind);
        assertThat(folders).isNotEmpty();
        return folders.stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () -> test.accept(folder)));
    }

    private static List<GoldenFolder> of(String kind) {
        try (Stream<Path> folders = Files.list(ROOT.resolve(kind))) {
            return folders.sorted().map(GoldenFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String name) {
        return read(ROOT.resolve(name));
    }

    String name() {
        return path.getFileName().toString();
    }

    String text(String file) {
        return read(path.resolve(file));
    }

    /** The first of these files that is there. */
    Optional<String> either(String... files) {
        return Stream.of(files)
                .filter(file -> Files.exists(path.resolve(file)))
                .findFirst()
                .map(this::text);
    }

    /** JSON without the white space that a golden has for its readers: order and numbers are compared as written. */
    static String compact(String json) {
        try {
            return ExactJson.text(ExactJson.read(json));
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
