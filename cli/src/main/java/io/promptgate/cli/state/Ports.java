package io.promptgate.cli.state;

import io.promptgate.cli.terminal.Failure;

/** The ports of one stack, counted from a base, so that two stacks can run side by side. */
public record Ports(int base) {
    public static final int DEFAULT_BASE = 8080;

    private static final int MANAGEMENT = 10;
    private static final int DATABASE = 20;
    private static final int MOCK_PROVIDERS = 21;
    private static final int HIGHEST = 65_535;

    public Ports {
        if (base < 1 || base + MOCK_PROVIDERS > HIGHEST) {
            throw new Failure("--port-base must be from 1 to " + (HIGHEST - MOCK_PROVIDERS) + ", not " + base);
        }
    }

    public int gateway() {
        return base;
    }

    public int admin() {
        return base + 1;
    }

    public int logs() {
        return base + 2;
    }

    /** Health and metrics of the service on this port. */
    public static int management(int port) {
        return port + MANAGEMENT;
    }

    public int database() {
        return base + DATABASE;
    }

    public int mockProviders() {
        return base + MOCK_PROVIDERS;
    }
}
