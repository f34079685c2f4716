package io.promptgate.gateway.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.error.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What is told of limits and budgets beside the answers: counts by rule, and one line in the log when a budget is
 * nearly used up, once in its period. Thread-safe.
 */
@Singleton
final class PolicyMetrics {
    private static final Logger LOG = Logger.getLogger(PolicyMetrics.class);

    private final Counter[] refusals = new Counter[Rule.all().size()];
    private final Counter[] warnings = new Counter[Rule.all().size()];
    private final Counter caps;
    private final ConcurrentHashMap<Told, Instant> told = new ConcurrentHashMap<>();

    private record Told(UUID holder, Rule rule) {}

    PolicyMetrics(MeterRegistry registry) {
        for (Rule rule : Rule.all()) {
            refusals[rule.place()] = registry.counter("promptgate.limit.refusals", "rule", rule.wire());
            if (rule.isBudget()) {
                warnings[rule.place()] = registry.counter("promptgate.budget.warnings", "rule", rule.wire());
            }
        }
        this.caps = registry.counter("promptgate.limit.refusals", "rule", ErrorCode.TOKEN_CAP_EXCEEDED.wire());
    }

    void refused(Rule rule) {
        refusals[rule.place()].increment();
    }

    void refusedForSize() {
        caps.increment();
    }

    /** A great part of a budget is used: told once in its period. */
    void high(Verdict.Level level, Period period) {
        Rule rule = level.rule();
        Instant start = rule.isMonthly() ? period.monthStart() : period.dayStart();
        Told key = new Told(level.holder().id(), rule);
        if (start.equals(told.get(key)) || start.equals(told.put(key, start))) {
            return;
        }
        warnings[rule.place()].increment();
        LOG.warnf(
                "budget nearly used up: %s of %s %s in project %s; used with what is under way: %s of %s; resets at %s",
                rule.wire(),
                level.holder().kind().wire(),
                level.holder().id(),
                level.holder().project(),
                Words.amount(rule, level.used()),
                Words.amount(rule, level.holder().cap(rule)),
                period.reset(rule));
    }
}
