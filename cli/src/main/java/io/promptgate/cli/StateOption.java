package io.promptgate.cli;

import io.promptgate.cli.state.StateDir;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which state folder a command is about. */
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "the state folder (default: .promptgate in the repository)")
    private Path folder = Path.of("");

    StateDir dir() {
        return new StateDir(folder.toString().isEmpty() ? home().resolve(".promptgate") : folder);
    }

    /** The repository's folder, as the launcher says; the working folder without it. */
    static Path home() {
        return Path.of(System.getProperty("promptgate.home", "")).toAbsolutePath();
    }
}
