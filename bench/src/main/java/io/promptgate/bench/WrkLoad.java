package io.promptgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whole replies, by wrk with one thread: its own limit is then one core, and can be seen. Each connection sends its
 * next request when it has the answer to the last one.
 */
final class WrkLoad implements Load {
    static final String PACKAGE = "wrk";

    private static final String SCRIPT = "wrk.lua";
    private static final String MARK = "BENCH ";
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final double TICKS_PER_SECOND = 100;

    private final String wrk = Program.find("wrk", PACKAGE);
    private final Path folder;
    private final Path script;
    private final String token;
    private final Cleanup cleanup;

    WrkLoad(Path folder, String token, Cleanup cleanup) throws IOException {
        this.folder = folder;
        this.script = folder.resolve(SCRIPT);
        this.token = token;
        this.cleanup = cleanup;
        Files.writeString(script, Resource.text(SCRIPT));
    }

    @Override
    public LoadResult run(Lane lane, Target target, Duration length) throws InterruptedException {
        try {
            Path body = Files.write(folder.resolve("request.json"), Payload.request(lane.upstream()));
            Path out = folder.resolve("wrk.out");
            ProcessBuilder builder = new ProcessBuilder(command(lane, target, length))
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().put("BENCH_TOKEN", token);
            builder.environment().put("BENCH_BODY", body.toString());
            end(builder.start(), length);
            return result(Files.readString(out, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Lane lane, Target target, Duration length) {
        return List.of(
                wrk,
                "--threads",
                "1",
                "--connections",
                Integer.toString(lane.clients()),
                "--duration",
                length.toSeconds() + "s",
                "--timeout",
                "10s",
                "--script",
                script.toString(),
                target.address().apply(lane.upstream()).toString());
    }

    private void end(Process process, Duration length) throws InterruptedException {
        cleanup.add(process::destroyForcibly);
        if (!process.waitFor(length.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("wrk did not end");
        }
    }

    private static LoadResult result(String out) {
        JsonNode said = out.lines()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .map(line -> Web.read(line.substring(MARK.length())))
                .orElseThrow(() -> new IllegalStateException("wrk said:\n" + out));
        double seconds = said.path("micros").asDouble() / 1e6;
        long refused = said.path("status_errors").asLong();
        return new LoadResult(
                said.path("sent").asLong(),
                said.path("answered").asLong() - refused,
                refused + said.path("broken").asLong(),
                seconds,
                new Percentiles(
                        said.path("p50_micros").asDouble() / 1e3,
                        said.path("p99_micros").asDouble() / 1e3),
                null,
                said.path("cpu_ticks").asDouble() / TICKS_PER_SECOND / seconds);
    }
}
