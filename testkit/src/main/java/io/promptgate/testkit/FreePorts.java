package io.promptgate.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 that were free a moment ago. They lie below those that systems give to outgoing connections (RFC
 * 6335, 6 and Linux's default from 32768), and none is given twice, so that between the asking and the use nothing but
 * another run of tests could take one. Thread-safe.
 */
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int COUNT = 20_000;
    /** Runs beside each other start at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    public static int one() {
        return some(1).getFirst();
    }

    /** Different ports. */
    public static List<Integer> some(int count) {
        List<Integer> ports = new ArrayList<>(count);
        for (int tries = 0; ports.size() < count && tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree("127.0.0.1", port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
        }
        return List.copyOf(ports);
    }

    /** Whether a server could listen on this address now. */
    public static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
