package io.promptgate.gateway.record;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.Masked;
import jakarta.inject.Singleton;
import java.util.List;

/** Takes each request's record, once, when the request is over: counts it and sends it on its way. Never waits. */
@Singleton
public final class Recorder {
    private final GatewayMetrics metrics;
    private final LogShipper shipper;
    private final TokenUseLog tokens;

    public Recorder(GatewayMetrics metrics, LogShipper shipper, TokenUseLog tokens) {
        this.metrics = metrics;
        this.shipper = shipper;
        this.tokens = tokens;
    }

    /** A request is over. */
    public void record(RequestRecord record, List<Masked> secrets) {
        metrics.count(record);
        tokens.note(record.client().tokenId(), record.createdAt());
        shipper.offer(Recording.of(record, secrets));
    }

    /** A request was refused for its token: it belongs to no project. */
    public void refusedKey() {
        metrics.refusedKey();
    }
}
