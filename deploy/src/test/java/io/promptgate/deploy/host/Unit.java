package io.promptgate.deploy.host;

import io.promptgate.deploy.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A systemd unit or an environment file: lines of {@code key=value}. */
record Unit(String name, List<String> lines) {

    static Unit read(String name) {
        Path file = Repository.DEPLOY.resolve("systemd").resolve(name);
        return new Unit(
                name,
                Repository.read(file)
                        .lines()
                        .filter(line -> line.contains("=") && !line.startsWith("#"))
                        .toList());
    }

    /** The values of a key that may stand several times. */
    Stream<String> all(String key) {
        return lines.stream().filter(line -> line.startsWith(key + "=")).map(line -> line.substring(key.length() + 1));
    }

    String value(String key) {
        return all(key).findFirst().orElseThrow(() -> new AssertionError(name + " has no " + key));
    }

    Stream<String> keys() {
        return lines.stream().map(line -> line.substring(0, line.indexOf('=')));
    }
}
