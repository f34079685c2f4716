package io.promptgate.cli.stack;

import io.promptgate.cli.state.Ports;
import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Looks at every port before anything is started. */
final class PortCheck {
    private static final String LOOPBACK = "127.0.0.1";

    private PortCheck() {}

    /** One port and what is to listen there. */
    record Wanted(String host, int port, String by) {}

    static List<Wanted> wanted(String host, Ports ports, boolean embedded, boolean demo) {
        List<Wanted> all = new ArrayList<>();
        all.add(new Wanted(host, ports.gateway(), "the gateway"));
        all.add(new Wanted(host, ports.admin(), "the admin service"));
        all.add(new Wanted(host, ports.logs(), "the logs service"));
        all.add(new Wanted(LOOPBACK, Ports.management(ports.gateway()), "the gateway's health and metrics"));
        all.add(new Wanted(LOOPBACK, Ports.management(ports.admin()), "the admin service's health and metrics"));
        all.add(new Wanted(LOOPBACK, Ports.management(ports.logs()), "the logs service's health and metrics"));
        if (embedded) {
            all.add(new Wanted(LOOPBACK, ports.database(), "PostgreSQL"));
        }
        if (demo) {
            all.add(new Wanted(LOOPBACK, ports.mockProviders(), "the mock providers"));
        }
        return all;
    }

    /**
     * Makes sure that all can be had.
     *
     * @throws Failure naming the first that cannot, and what wanted it
     */
    static void check(List<Wanted> all) {
        all.forEach(PortCheck::check);
    }

    private static void check(Wanted wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(wanted.host(), wanted.port()));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            throw new Failure(
                    why.contains("in use")
                            ? "port " + wanted.port() + ", wanted for " + wanted.by()
                                    + ", is taken by another program: stop it, or choose other ports with --port-base"
                            : "cannot listen on " + wanted.host() + ":" + wanted.port() + " for " + wanted.by() + ": "
                                    + why,
                    e);
        }
    }
}
