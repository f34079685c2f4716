package io.promptgate.bench;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Batches as a gateway sends them: new requests of some projects, tokens and models, each with 2 KB of bodies. */
final class IngestBatches {
    /** A body's bytes; a request has two. */
    private static final int BODY = 1_024;

    private static final int PROJECTS = 5;
    private static final int TOKENS = 4;
    private static final List<String> MODELS = List.of("gpt-4o-mini", "gpt-4o", "o4-mini", "gpt-4.1");
    private static final List<String> WORDS = List.of(
            "the", "order", "of", "a", "customer", "with", "invoice", "number", "and", "please", "write", "summary");

    private final List<UUID> projects = ids(PROJECTS);
    private final List<UUID> tokens = ids(PROJECTS * TOKENS);

    /** So many batches of so many records, as lines. */
    List<byte[]> make(int batches, int records) {
        List<byte[]> made = new ArrayList<>(batches);
        for (int i = 0; i < batches; i++) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int j = 0; j < records; j++) {
                write(record(), lines);
            }
            made.add(lines.toByteArray());
        }
        return made;
    }

    private RequestRecord record() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int token = random.nextInt(tokens.size());
        String model = MODELS.get(random.nextInt(MODELS.size()));
        long latency = 200 + random.nextLong(3_000);
        Usage usage = Usage.of(200 + random.nextInt(400), 20 + random.nextInt(200));
        BigDecimal cost = BigDecimal.valueOf(random.nextInt(100_000), 9);
        UUID id = UuidV7.next();
        Instant at = Instant.ofEpochMilli(UuidV7.millis(id));
        Attempt attempt = new Attempt("openai", model, null, at, latency, 200, null).booked(usage, cost);
        return new RequestRecord(
                id,
                null,
                at,
                new RequestRecord.Client(
                        projects.get(token % PROJECTS),
                        "production",
                        tokens.get(token),
                        "token " + token,
                        null,
                        "10.1.2.3",
                        "OpenAI/Python 1.60.0"),
                new RequestRecord.Asked(Surface.WRAPPER, null, "fast", "fast", false),
                new RequestRecord.Served("openai", model, null, List.of(attempt), 7),
                new RequestRecord.Outcome(200, null, null, Ended.COMPLETE),
                new RequestRecord.Timing(latency, null, 0.4),
                usage,
                new RequestRecord.Cost(cost, "bundled:bench", null),
                body("{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"", random),
                body("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"", random));
    }

    private static Body body(String head, ThreadLocalRandom random) {
        StringBuilder text = new StringBuilder(head);
        while (text.length() < BODY) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return Body.json(text.append(head.startsWith("{\"model") ? "\"}]}" : "\"}}]}")
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void write(RequestRecord record, ByteArrayOutputStream lines) {
        try {
            RecordCodec.write(record, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<UUID> ids(int count) {
        List<UUID> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(UuidV7.next());
        }
        return ids;
    }
}
