package io.promptgate.bench;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many records per second logs-service takes over HTTP, and how many PostgreSQL takes alone, round by round in turn:
 * {@code bench/ingest [ROUNDS] [BATCHES]}.
 */
final class IngestBench {
    /** As gateways send: {@code PROMPTGATE_SHIP_SENDERS}, and about {@code PROMPTGATE_SHIP_BATCH_BYTES}. */
    private static final int SENDERS = 2;

    private static final int RECORDS = 1_400;
    private static final int WARM_UP = 2;
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final IngestBatches batches = new IngestBatches();
    private final URI ingest;
    private final String key;
    private final CopyFloor floor;
    private final PrintStream out;

    private IngestBench(URI ingest, String key, CopyFloor floor, PrintStream out) {
        this.ingest = ingest;
        this.key = key;
        this.floor = floor;
        this.out = out;
    }

    /** One round: seconds for the same rows. */
    private record Round(double service, double postgres) {}

    /** Arguments: rounds, 5 without; batches of 1,400 records in each, 20 without. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int amount = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path folder = Files.createTempDirectory(
                "ingest-bench", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Cleanup cleanup = new Cleanup()) {
            Postgres postgres = Postgres.start(FreePorts.one(), folder.resolve("postgres"));
            cleanup.add(postgres::stop);
            Postgres.Coordinates database = postgres.freshDatabase();
            String key = ClientToken.mintLive().reveal();
            ServiceProcess logs = ServiceProcess.start(ServiceProcess.Plan.of(
                            "logs-service",
                            Map.of(
                                    "PROMPTGATE_SERVICE_KEY", key,
                                    "PROMPTGATE_ADMIN_KEY",
                                            ClientToken.mintAdmin().reveal(),
                                    "PROMPTGATE_DATABASE_URL", database.url(),
                                    "PROMPTGATE_DATABASE_USER", database.user(),
                                    "PROMPTGATE_DATABASE_PASSWORD", database.password()))
                    .jvm(JVM));
            cleanup.add(logs::stop);
            logs.awaitReady(START);
            new IngestBench(
                            URI.create(logs.url("/internal/v1/log-events")),
                            key,
                            new CopyFloor(database, folder),
                            System.out)
                    .run(rounds, amount);
        }
    }

    private void run(int rounds, int amount) throws Exception {
        List<Round> counted = new ArrayList<>();
        for (int i = 0; i < WARM_UP + rounds; i++) {
            Round round = round(amount);
            double records = (double) amount * RECORDS;
            out.printf(
                    Locale.ROOT,
                    "%s: logs-service %,.0f/s, PostgreSQL alone %,.0f/s%n",
                    i < WARM_UP ? "warm-up" : "round " + (i - WARM_UP + 1),
                    records / round.service(),
                    records / round.postgres());
            if (i >= WARM_UP) {
                counted.add(round);
            }
        }
        print(counted, (double) amount * RECORDS);
    }

    private Round round(int amount) throws Exception {
        ConcurrentLinkedQueue<byte[]> waiting = new ConcurrentLinkedQueue<>(batches.make(amount, RECORDS));
        long start = System.nanoTime();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(() -> send(waiting));
            }
            for (Future<Void> sender : senders.invokeAll(all)) {
                sender.get();
            }
        }
        double service = (System.nanoTime() - start) / 1e9;
        long kept = floor.rows();
        if (kept != (long) amount * RECORDS) {
            throw new IllegalStateException(kept + " rows instead of " + amount * RECORDS);
        }
        return new Round(service, floor.nanos() / 1e9);
    }

    /** One batch after another, each kept for good before the next one goes. */
    private Void send(ConcurrentLinkedQueue<byte[]> waiting) throws IOException, InterruptedException {
        for (byte[] batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(ingest)
                            .header("authorization", "Bearer " + key)
                            .header("content-type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(batch))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("logs-service answered " + answer.statusCode() + ": " + answer.body());
            }
        }
        return null;
    }

    private void print(List<Round> rounds, double records) {
        Spread service =
                Spread.of(rounds.stream().map(r -> records / r.service()).toList());
        Spread postgres =
                Spread.of(rounds.stream().map(r -> records / r.postgres()).toList());
        Spread ratio =
                Spread.of(rounds.stream().map(r -> r.service() / r.postgres()).toList());
        out.println();
        out.println("| what | records/s: median (least–most) |");
        out.println("|---|--:|");
        row("logs-service over HTTP, 2 KB of bodies, 2 senders", service, "%,.0f (%,.0f–%,.0f)");
        row("PostgreSQL alone, COPY of the same rows", postgres, "%,.0f (%,.0f–%,.0f)");
        row("the service's time, times the floor's", ratio, "%.2f (%.2f–%.2f)");
    }

    private void row(String what, Spread spread, String form) {
        out.printf(Locale.ROOT, "| %s | " + form + " |%n", what, spread.median(), spread.least(), spread.most());
    }
}
