package io.promptgate.logs.reprice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.logs.store.AuditEntry;
import io.promptgate.logs.store.PricedAnew;
import io.promptgate.logs.store.Repricing;
import io.promptgate.service.access.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks a window batch by batch, each a transaction of its own: what is done stays done, and again does nothing. */
@Singleton
final class Repricer {
    private final Repricing store;
    private final RepriceConfig config;
    private final Counter changed;

    @Inject
    Repricer(Repricing store, RepriceConfig config, MeterRegistry registry) {
        this.store = store;
        this.config = config;
        this.changed = Counter.builder("promptgate.logs.repriced")
                .description("Records that were given another cost")
                .register(registry);
    }

    /** Prices the window anew, up to the configured number of records. */
    Uni<RepriceReport> run(RepriceRequest request, AdminPrices.Table table, Origin origin) {
        RepriceTotals totals = new RepriceTotals(request, table.revision());
        AuditEntry audit =
                request.dryRun() ? null : AuditEntry.of(origin, request.projectUuid(), request.text(table.revision()));
        return step(new Run(request, table, totals, audit), null);
    }

    /** One call. */
    private record Run(
            RepriceRequest request,
            AdminPrices.Table table,
            RepriceTotals totals,
            @Nullable AuditEntry audit) {}

    private Uni<RepriceReport> step(Run run, @Nullable UUID after) {
        int size = (int) Math.min(config.batch(), config.most() - run.totals().looked());
        if (size <= 0) {
            return Uni.createFrom().item(run.totals().report(after));
        }
        return store.batch(run.request().scope(), after, size, run.table().prices(), run.audit())
                .chain(batch -> {
                    batch.forEach(run.totals()::add);
                    if (run.audit() != null) {
                        changed.increment((double)
                                batch.stream().filter(PricedAnew::isChanged).count());
                    }
                    return batch.size() < size
                            ? Uni.createFrom().item(run.totals().report(null))
                            : step(run, batch.getLast().after().id());
                });
    }
}
