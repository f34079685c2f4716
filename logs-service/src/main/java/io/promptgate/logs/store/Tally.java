package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import java.math.BigDecimal;

/** Figures being summed up. Not thread-safe. */
final class Tally {
    long requests;
    long errors;
    long unpriced;
    long priced;
    long prompt;
    long completion;
    long total;
    long cached;
    long reasoning;
    BigDecimal cost = BigDecimal.ZERO;
    long latencySum;
    final Histogram latency = new Histogram();
    final Histogram ttft = new Histogram();

    /** Counts a record in, or with {@code times} -1 out. */
    void add(RequestRecord record, int times) {
        boolean ok = record.outcome().ok();
        Usage usage = record.usage();
        BigDecimal usd = record.cost().usd();
        requests += times;
        errors += ok ? 0 : times;
        unpriced += usd == null && isServed(record) ? times : 0;
        if (usd != null) {
            priced += times;
            cost = times < 0 ? cost.subtract(usd) : cost.add(usd);
        }
        if (usage != null) {
            prompt += times * usage.prompt();
            completion += times * usage.completion();
            total += times * usage.total();
            cached += times * usage.cached();
            reasoning += times * usage.reasoning();
        }
        latencySum += times * record.timing().latencyMs();
        latency.add(record.timing().latencyMs(), times);
        Long toFirst = record.timing().ttftMs();
        if (toFirst != null) {
            ttft.add(toFirst, times);
        }
    }

    void add(Tally other) {
        requests += other.requests;
        errors += other.errors;
        unpriced += other.unpriced;
        priced += other.priced;
        prompt += other.prompt;
        completion += other.completion;
        total += other.total;
        cached += other.cached;
        reasoning += other.reasoning;
        cost = cost.add(other.cost);
        latencySum += other.latencySum;
        latency.add(other.latency);
        ttft.add(other.ttft);
    }

    /** Whether it reached a provider and went well or used tokens, so that a price was due. */
    private static boolean isServed(RequestRecord record) {
        Usage usage = record.usage();
        return record.served().provider() != null && (record.outcome().ok() || (usage != null && usage.total() > 0));
    }
}
