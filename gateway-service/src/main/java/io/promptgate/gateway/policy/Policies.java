package io.promptgate.gateway.policy;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.auth.Caller;
import io.promptgate.gateway.edge.Incoming;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.resolve.Route;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets requests in, or refuses them, by the limits and budgets of whoever holds some. All of a request's rules are
 * judged at once, so that what is refused by one of them counts for none. Thread-safe.
 */
@Singleton
public final class Policies {
    private static final Future<Permit> FREE = Future.succeededFuture(Permit.FREE);

    private final Holders holders;
    private final LimitStore store;
    private final Valuation valuation;
    private final Ledger ledger;
    private final AnswerSize answers;
    private final PolicyMetrics metrics;

    Policies(
            Holders holders,
            LimitStore store,
            Valuation valuation,
            Ledger ledger,
            AnswerSize answers,
            PolicyMetrics metrics) {
        this.holders = holders;
        this.store = store;
        this.valuation = valuation;
        this.ledger = ledger;
        this.answers = answers;
        this.metrics = metrics;
    }

    /**
     * Asks whether the call may be made. The future ends on the caller's event loop; at once, unless replicas share
     * their counts.
     *
     * @param promptTokens how many tokens the prompt may have; asked only where a rule needs it
     * @return fails with an {@link ApiException}: {@code rate_limit_exceeded}, {@code budget_exhausted}, {@code
     *     token_cap_exceeded}, {@code overloaded}
     */
    public Future<Permit> admit(Incoming incoming, Caller caller, Route route, Peek peek, LongSupplier promptTokens) {
        List<Holder> judged = holders.of(caller);
        if (judged.isEmpty()) {
            return FREE;
        }
        try {
            Claim claim = claim(incoming, caller, route, judged, peek, promptTokens);
            return store.admit(claim).compose(verdict -> decided(incoming, claim, verdict));
        } catch (ApiException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private Claim claim(
            Incoming incoming, Caller caller, Route route, List<Holder> judged, Peek peek, LongSupplier promptTokens) {
        boolean counts = false;
        List<Spent> known = new ArrayList<>(judged.size());
        for (Holder holder : judged) {
            counts |= holder.countsTokens();
            known.add(ledger.known(holder));
        }
        if (!counts) {
            return new Claim(incoming.id(), judged, known, 0, 0, ledger.period());
        }
        long prompt = promptTokens.getAsLong();
        long named = answers.named(peek, route);
        long answer = answers.reserved(peek, named);
        long money = 0;
        for (Holder holder : judged) {
            checkSize(holder, Rule.TOKENS_PER_MINUTE.wire(), holder.cap(Rule.TOKENS_PER_MINUTE), prompt + answer);
            checkSize(holder, "max_tokens_per_request", holder.tokensPerRequest(), prompt + Math.max(0, named));
            money = holder.hasMoney() ? money(holder, caller, route, prompt, answer) : money;
        }
        return new Claim(incoming.id(), judged, known, prompt + answer, money, ledger.period());
    }

    private void checkSize(Holder holder, String field, long cap, long asked) {
        if (cap >= 0 && asked > cap) {
            metrics.refusedForSize();
            throw Words.tooLarge(holder, field, cap, asked);
        }
    }

    private long money(Holder holder, Caller caller, Route route, long prompt, long answer) {
        OptionalLong money = valuation.estimate(caller.configuration(), route, prompt, answer);
        if (money.isEmpty()) {
            metrics.refused(holder.cap(Rule.MONTHLY_BUDGET_USD) < 0 ? Rule.DAILY_BUDGET_USD : Rule.MONTHLY_BUDGET_USD);
            throw Words.unpriced(
                    holder, route.target().provider().key(), route.target().model());
        }
        return money.getAsLong();
    }

    private Future<Permit> decided(Incoming incoming, Claim claim, Verdict verdict) {
        RateHeaders.write(incoming.response(), verdict.rate());
        return switch (verdict) {
            case Verdict.Refused refused -> {
                metrics.refused(refused.rule());
                yield Future.failedFuture(Words.refusal(refused, claim));
            }
            case Verdict.Granted granted -> {
                granted.high().forEach(level -> metrics.high(level, claim.period()));
                yield Future.succeededFuture(permit(claim, granted.ends()));
            }
            case Verdict.Unjudged unjudged ->
                unjudged.letIn()
                        ? FREE
                        : Future.failedFuture(new ApiException(
                                ErrorCode.OVERLOADED, "The store of limits cannot be reached; try again."));
        };
    }

    private Permit permit(Claim claim, long[] ends) {
        return (usage, costUsd) ->
                store.settle(claim, ends, usage == null ? 0 : usage.total(), valuation.of(usage, costUsd));
    }
}
