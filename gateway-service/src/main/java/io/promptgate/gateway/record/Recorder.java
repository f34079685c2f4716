package io.promptgate.gateway.record;

import io.promptgate.common.event.RequestRecord;
import jakarta.inject.Singleton;

/** Takes each request's record, once, when the request is over: counts it and sends it on its way. Never waits. */
@Singleton
public final class Recorder {
    private final GatewayMetrics metrics;
    private final LogShipper shipper;
    private final TokenUseLog tokens;
    private final Tracer tracer;

    public Recorder(GatewayMetrics metrics, LogShipper shipper, Tracer tracer, TokenUseLog tokens) {
        this.metrics = metrics;
        this.shipper = shipper;
        this.tracer = tracer;
        this.tokens = tokens;
    }

    /** Where a request that is over becomes spans. */
    public Tracer tracer() {
        return tracer;
    }

    /** A request is over. */
    public void record(RequestRecord record, Redaction redaction) {
        metrics.count(record);
        tokens.note(record.client().tokenId(), record.createdAt());
        shipper.offer(Recording.of(record, redaction));
    }

    /** A request was refused for its token: it belongs to no project. */
    public void refusedKey() {
        metrics.refusedKey();
    }
}
