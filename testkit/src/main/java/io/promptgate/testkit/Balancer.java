package io.promptgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One port before several, as a service of Kubernetes is one name before several pods: each connection goes to the next
 * port that accepts it, and ends when either side ends. Bytes are passed on as they come. Thread-safe.
 */
public final class Balancer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private final List<Integer> targets;
    private final ServerSocket server;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Balancer(List<Integer> targets, ServerSocket server) {
        this.targets = List.copyOf(targets);
        this.server = server;
    }

    /** Listens on a free port of 127.0.0.1 and hands on to these ports of it. */
    public static Balancer before(List<Integer> targets) {
        try {
            Balancer balancer = new Balancer(targets, new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("balancer").start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** Ends all connections and accepts no more. */
    @Override
    public void close() {
        close(server);
        open.forEach(Balancer::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                Thread.ofVirtual().start(() -> serve(from));
            } catch (IOException _) {
                // closed: the loop ends
            }
        }
    }

    private void serve(Socket from) {
        Socket to = connect();
        if (to == null) {
            close(from);
            return;
        }
        open.add(from);
        open.add(to);
        Thread.ofVirtual().start(() -> pump(to, from));
        pump(from, to);
    }

    private @Nullable Socket connect() {
        for (int i = 0; i < targets.size(); i++) {
            int port = targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                return socket;
            } catch (IOException _) {
                close(socket); // that one is away: the next
            }
        }
        return null;
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one side has gone
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception _) {
            // it is of no more use either way
        }
    }
}
