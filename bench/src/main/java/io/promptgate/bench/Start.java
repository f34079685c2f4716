package io.promptgate.bench;

import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One start of a program: how long until it can serve, and what it holds in memory then. */
record Start(double readyMillis, double idleMib) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final int POLL_MILLIS = 2;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB_PER_MIB = 1024;
    private static final byte[] READY = "GET /q/health/ready HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** Starts it, waits for its readiness, lets it rest, and stops it. */
    static Start of(ServiceProcess.Plan plan, Cleanup cleanup) throws InterruptedException {
        long begun = System.nanoTime();
        ServiceProcess service = ServiceProcess.start(plan);
        cleanup.add(service::stop);
        while (!isReady(service.managementPort())) {
            if (!service.isAlive() || System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new IllegalStateException(plan.name() + " does not start:\n" + service.log());
            }
            Thread.sleep(POLL_MILLIS);
        }
        double ready = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        Thread.sleep(IDLE);
        double idle = new ProcessTree(service.pid()).residentKiB() / KIB_PER_MIB;
        service.stop();
        return new Start(ready, idle);
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(READY);
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(head, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException _) {
            return false;
        }
    }
}
