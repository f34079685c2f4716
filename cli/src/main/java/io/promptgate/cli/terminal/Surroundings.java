package io.promptgate.cli.terminal;

import java.io.InputStream;
import java.util.Map;

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
        return new Surroundings(System.getenv(), System.in, System.console().isTerminal());
    }

    /** Whether colours may be printed (no-color.org). */
    public boolean colours() {
        return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
