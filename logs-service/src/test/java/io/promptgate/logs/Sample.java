package io.promptgate.logs;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.price.Price;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A record to test with, changed step by step. */
public final class Sample {
    public UUID id = UuidV7.next();
    public UUID project;
    public @Nullable String label;
    public @Nullable String env = "production";
    public @Nullable UUID tokenId;
    public @Nullable String tokenName;
    public @Nullable String endpoint;
    public @Nullable String alias = "fast";
    public boolean stream;
    public @Nullable String provider = "groq";
    public @Nullable String model = "llama-3.1-8b-instant";
    public int httpStatus = 200;
    public @Nullable String errorCode;
    public @Nullable String errorMessage;
    public Ended ended = Ended.COMPLETE;
    public long latencyMs = 100;
    public @Nullable Long ttftMs;
    public @Nullable Usage usage = Usage.of(10, 5);
    public @Nullable BigDecimal cost = new BigDecimal("0.0001");
    public @Nullable Price price;
    public @Nullable Body request;
    public @Nullable Body response;

    public Sample(UUID project) {
        this.project = project;
    }

    public Sample at(Instant createdAt) {
        id = idAt(createdAt);
        return this;
    }

    public Sample label(String text) {
        label = text;
        return this;
    }

    public Sample by(@Nullable String providerKey, @Nullable String modelName, @Nullable String aliasName) {
        provider = providerKey;
        model = modelName;
        alias = aliasName;
        return this;
    }

    public Sample token(UUID uuid, String name) {
        tokenId = uuid;
        tokenName = name;
        return this;
    }

    public Sample failed(int status, String code, String message) {
        httpStatus = status;
        errorCode = code;
        errorMessage = message;
        usage = null;
        cost = null;
        return this;
    }

    /** Said no to before any provider was called. */
    public Sample refused(int status, String code, String message) {
        ended = Ended.REFUSED;
        return by(null, null, null).failed(status, code, message);
    }

    public Sample took(long millis, @Nullable Long toFirstContent) {
        latencyMs = millis;
        ttftMs = toFirstContent;
        stream = toFirstContent != null;
        return this;
    }

    public Sample used(long prompt, long completion, @Nullable String usd) {
        usage = Usage.of(prompt, completion);
        cost = usd == null ? null : new BigDecimal(usd);
        return this;
    }

    public Sample json(@Nullable String requestJson, @Nullable String responseJson) {
        request = requestJson == null ? null : Body.json(requestJson.getBytes(StandardCharsets.UTF_8));
        response = responseJson == null ? null : Body.json(responseJson.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public RequestRecord record() {
        Instant createdAt = Instant.ofEpochMilli(UuidV7.millis(id));
        List<Attempt> attempts = provider == null || model == null
                ? List.of()
                : List.of(new Attempt(provider, model, null, createdAt, latencyMs, httpStatus, errorCode)
                        .booked(usage, usage == null ? null : cost));
        return new RequestRecord(
                id,
                null,
                createdAt,
                new RequestRecord.Client(project, env, tokenId, tokenName, label, "10.1.2.3", "test/1"),
                new RequestRecord.Asked(Surface.WRAPPER, endpoint, alias, alias, stream),
                new RequestRecord.Served(provider, model, null, attempts, 7),
                new RequestRecord.Outcome(httpStatus, errorCode, errorMessage, ended),
                new RequestRecord.Timing(latencyMs, ttftMs, 0.5),
                usage,
                new RequestRecord.Cost(cost, cost == null ? null : "bundled:test", cost == null ? null : price),
                request,
                response);
    }

    /** A UUID of version 7 for this time; RFC 9562, section 5.7. */
    public static UUID idAt(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = time.toEpochMilli() << 16 | 0x7000L | random.nextLong(0x1000);
        return new UUID(high, random.nextLong() >>> 2 | 0x8000000000000000L);
    }
}
