package io.promptgate.gateway.policy;

import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Redis server: the machine's own {@code redis-server} or {@code valkey-server}, or else one that tests bring. */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMES = List.of("valkey-server", "redis-server");
    private static final String BROUGHT = "redis-server-2.8.19";

    private final int port;
    private final Path folder;
    private Process process;

    private RedisServer(int port, Path folder) {
        this.port = port;
        this.folder = folder;
        this.process = launch();
    }

    public static RedisServer start() {
        try {
            return new RedisServer(FreePorts.one(), Files.createTempDirectory("redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends it at once; nothing is kept. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again, empty, where it was. */
    public void restart() {
        process = launch();
    }

    /** Stops it without ending it: connections stand, and no answer comes. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        thaw();
        kill();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(
                            program().toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            Awaited.until(PATIENCE, this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException _) {
            return false;
        }
    }

    private Path program() throws IOException {
        Path own = onPath();
        if (own != null) {
            return own;
        }
        Path brought = folder.resolve(BROUGHT);
        if (!Files.exists(brought)) {
            try (InputStream in =
                    Objects.requireNonNull(RedisServer.class.getClassLoader().getResourceAsStream(BROUGHT), BROUGHT)) {
                Files.copy(in, brought, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!brought.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + brought);
            }
        }
        return brought;
    }

    private static @Nullable Path onPath() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
