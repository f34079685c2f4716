package io.promptgate.logs.reprice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.store.PricedAnew;
import io.promptgate.logs.store.Repricing;
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
    Uni<RepriceReport> run(RepriceRequest request, AdminPrices.Table table) {
        RepriceTotals totals = new RepriceTotals(request, table.revision());
        return step(request, table, totals, null);
    }

    private Uni<RepriceReport> step(
            RepriceRequest request, AdminPrices.Table table, RepriceTotals totals, @Nullable UUID after) {
        int size = (int) Math.min(config.batch(), config.most() - totals.looked());
        if (size <= 0) {
            return Uni.createFrom().item(totals.report(after));
        }
        return store.batch(request.scope(), after, size, table.prices(), request.dryRun())
                .chain(batch -> {
                    batch.forEach(totals::add);
                    if (!request.dryRun()) {
                        changed.increment((double)
                                batch.stream().filter(PricedAnew::isChanged).count());
                    }
                    if (batch.size() < size) {
                        return Uni.createFrom().item(totals.report(null));
                    }
                    RequestRecord last = batch.getLast().after();
                    return step(request, table, totals, last.id());
                });
    }
}
