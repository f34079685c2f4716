package io.promptgate.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param environment the variables
 * @param interactive whether a person reads what is printed and can answer
 */
public record Surroundings(Map<String, String> environment, InputStream in, boolean interactive) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        boolean interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Surroundings(System.getenv(), System.in, interactive);
    }

    /** Whether colours may be printed (no-color.org). */
    public boolean colours() {
        return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
