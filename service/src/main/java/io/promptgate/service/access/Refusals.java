package io.promptgate.service.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was refused since it was last written down. Refusals that are alike are one with a count, and of those that
 * differ only so many are kept apart: a flood costs neither memory nor disk, and is still counted to the last.
 * Thread-safe.
 */
@Singleton
@Unremovable
public final class Refusals {
    private final int distinct;
    private final MeterRegistry meters;
    private Map<Refusal.Likeness, Refusal> kept = new LinkedHashMap<>();

    @Inject
    Refusals(AuditConfig config, MeterRegistry meters) {
        this.distinct = config.refusalsDistinct();
        this.meters = meters;
    }

    /** A bearer that nobody knows, or that is not valid any more. */
    void signIn(RoutingContext http) {
        note(http, "sign_in", Bearer.kind(http), "unknown", null, null);
    }

    /** Someone who is known and may not. */
    void permission(RoutingContext http, Caller caller, Permission permission, @Nullable UUID project) {
        note(http, "permission", permission.name().toLowerCase(Locale.ROOT), caller.subject(), caller.keyId(), project);
    }

    /** Adds what another service saw, or what could not be written down. */
    public void add(List<Refusal> refusals) {
        refusals.forEach(this::add);
    }

    /** What came together since this was last asked; it is the caller's to write down now. */
    public synchronized List<Refusal> take() {
        List<Refusal> taken = List.copyOf(kept.values());
        kept = new LinkedHashMap<>();
        return taken;
    }

    private void note(
            RoutingContext http, String kind, String what, String actor, @Nullable UUID keyId, @Nullable UUID project) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        meters.counter("promptgate.access.refused", "kind", kind).increment();
        add(new Refusal(kind, what, actor, keyId, Origin.address(http), project, Origin.requestId(http), now, now, 1));
    }

    private synchronized void add(Refusal refusal) {
        boolean room = kept.containsKey(refusal.likeness()) || kept.size() < distinct;
        Refusal noted = room ? refusal : refusal.blurred();
        kept.merge(noted.likeness(), noted, Refusal::plus);
    }
}
