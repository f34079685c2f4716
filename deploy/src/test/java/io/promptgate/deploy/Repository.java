package io.promptgate.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository that these tests are part of. Maven runs them in {@code deploy/}. */
public final class Repository {
    public static final Path DEPLOY = Path.of("").toAbsolutePath();
    public static final Path ROOT = DEPLOY.resolveSibling(".").normalize();

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>promptgate</artifactId>\\s*<version>([^<]+)</version>");
    // one with a placeholder, PROMPTGATE_PROVIDERS_<KEY>_BASE_URL, does not end where an identifier ends
    private static final Pattern SETTING = Pattern.compile("`((?:PROMPTGATE|QUARKUS)_[A-Z0-9_]+)`");

    private Repository() {}

    /** The version in the parent pom. */
    public static String version() {
        return all(VERSION, read(ROOT.resolve("pom.xml"))).getFirst();
    }

    /** The names of settings between backticks in pages of {@code docs/}. */
    public static List<String> documentedSettings(String... pages) {
        return Stream.of(pages)
                .flatMap(page -> all(SETTING, read(ROOT.resolve("docs").resolve(page))).stream())
                .distinct()
                .toList();
    }

    /** A setting's default, from its row in {@code docs/configuration.md}. */
    public static String documentedDefault(String setting) {
        return all(Pattern.compile("`" + setting + "` \\| `([^`]+)`"), read(ROOT.resolve("docs/configuration.md")))
                .getFirst();
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder whose names end so, in order. */
    public static List<Path> files(Path folder, String... endings) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
