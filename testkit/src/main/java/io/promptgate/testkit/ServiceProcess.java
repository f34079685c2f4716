package io.promptgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A packaged service as a process of its own, as an operator would run it. It listens on 127.0.0.1, on ports that were
 * free; its output goes to {@code target/services/<name>.log} of the module under test. One thread at a time.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final String NATIVE = "promptgate.native";
    private static final String RUNNER = "-runner";
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Path log;
    private final Process process;
    private final int port;
    private final int managementPort;

    private ServiceProcess(String name, Path log, Process process, int port, int managementPort) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * What to start.
     *
     * @param name of this process, for its log
     * @param jar for example {@link #jar}{@code ("gateway-service")}
     * @param environment added to this process's own
     * @param port 0 = a free one
     * @param managementPort 0 = a free one
     * @param jvm options for its JVM
     */
    public record Plan(
            String name, Path jar, Map<String, String> environment, int port, int managementPort, List<String> jvm) {
        /** Quick to start, slow at length: as tests want it. */
        private static final List<String> QUICK_START =
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

        public Plan {
            environment = Map.copyOf(environment);
            jvm = List.copyOf(jvm);
        }

        /** A plan with the JVM options for tests: a quick start counts, speed does not. */
        public Plan(String name, Path jar, Map<String, String> environment, int port, int managementPort) {
            this(name, jar, environment, port, managementPort, QUICK_START);
        }

        /** A service under its own name on free ports. */
        public static Plan of(String service, Map<String, String> environment) {
            return new Plan(service, ServiceProcess.jar(service), environment, 0, 0);
        }

        /** The same with one variable more. */
        public Plan with(String variable, String value) {
            Map<String, String> more = new LinkedHashMap<>(environment);
            more.put(variable, value);
            return new Plan(name, jar, more, port, managementPort, jvm);
        }

        public Plan named(String other) {
            return new Plan(other, jar, environment, port, managementPort, jvm);
        }

        /** The same on fixed ports: to start again where it was. */
        public Plan on(int httpPort, int management) {
            return new Plan(name, jar, environment, httpPort, management, jvm);
        }

        /** The same with these JVM options, in place of those for tests. */
        public Plan jvm(List<String> options) {
            return new Plan(name, jar, environment, port, managementPort, options);
        }
    }

    /**
     * The program of a service that lies beside the module under test: its native program when the system property
     * {@code promptgate.native} names the service, else its jar.
     */
    public static Path jar(String service) {
        Path target = Path.of("..", service, "target");
        return isCompiled(service) ? runner(target) : target.resolve("quarkus-app/quarkus-run.jar");
    }

    private static boolean isCompiled(String service) {
        return Arrays.asList(System.getProperty(NATIVE, "").split(",")).contains(service);
    }

    private static Path runner(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith(RUNNER))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no native program in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts and returns at once; {@link #awaitReady} waits. */
    public static ServiceProcess start(Plan plan) {
        if (!Files.exists(plan.jar())) {
            throw new IllegalStateException(
                    "not built: " + plan.jar().toAbsolutePath().normalize());
        }
        List<Integer> free = FreePorts.some(2);
        int port = plan.port() == 0 ? free.getFirst() : plan.port();
        int management = plan.managementPort() == 0 ? free.getLast() : plan.managementPort();
        Path log = Path.of("target", "services", plan.name() + ".log");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ServiceProcess(plan.name(), log, launch(plan, log, port, management), port, management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the service says on {@code /q/health/ready} that it can serve.
     *
     * @throws IllegalStateException when it ends or is not ready in time; the message holds the end of its log
     */
    public ServiceProcess awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String why = process.isAlive() ? "is not ready within " + atMost : "ended with " + process.exitValue();
                kill();
                throw new IllegalStateException(name + " " + why + "\n" + logTail());
            }
            pause();
        }
        return this;
    }

    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl("/q/health/ready")))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public String managementUrl(String path) {
        return "http://127.0.0.1:" + managementPort + path;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** All it has written so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end (SIGTERM) and waits; after 20 s it is killed. */
    public void stop() {
        process.destroy();
        if (!ended(STOP_LIMIT)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        ended(STOP_LIMIT);
    }

    @Override
    public void close() {
        stop();
    }

    private static Process launch(Plan plan, Path log, int port, int management) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(plan))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.putAll(plan.environment());
        return builder.start();
    }

    private static List<String> command(Plan plan) {
        if (plan.jar().toString().endsWith(RUNNER)) {
            return List.of(plan.jar().toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plan.jvm());
        command.addAll(List.of("-jar", plan.jar().toString()));
        return command;
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pause() {
        ended(POLL);
    }

    private String logTail() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 4000));
    }
}
