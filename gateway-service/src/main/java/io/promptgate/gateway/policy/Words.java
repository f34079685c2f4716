package io.promptgate.gateway.policy;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.json.Json;

/** How refusals are worded. */
final class Words {
    private static final long SECOND = 1_000;
    /** What is told where others must end first, and nobody knows when. */
    private static final long SOON = 1;

    private Words() {}

    static ApiException refusal(Verdict.Refused refused, Claim claim) {
        Rule rule = refused.rule();
        Holder holder = refused.holder();
        String what = "The " + holder.kind().wire() + "'s " + rule.wire();
        long cap = holder.cap(rule);
        if (rule.isBudget()) {
            return ApiException.limited(
                    rule.code(),
                    what + " is exhausted: " + amount(rule, refused.used()) + " of " + amount(rule, cap) + " spent, "
                            + amount(rule, refused.reserved())
                            + " reserved by requests under way, and this request may use "
                            + amount(rule, claim.asks(rule)) + ". It resets at "
                            + Json.time(claim.period().reset(rule)) + ".",
                    holder.scope(rule),
                    null);
        }
        long seconds = Math.max(SOON, (refused.waitMillis() + SECOND - 1) / SECOND);
        return ApiException.limited(
                rule.code(),
                what + " of " + cap + " is met (scope " + holder.scope(rule) + "). Try again in " + seconds + " s.",
                holder.scope(rule),
                seconds);
    }

    static ApiException tooLarge(Holder holder, String field, long cap, long asked) {
        return ApiException.limited(
                ErrorCode.TOKEN_CAP_EXCEEDED,
                "This request asks for " + asked + " tokens, prompt and answer together; the "
                        + holder.kind().wire() + "'s " + field + " is " + cap + ".",
                holder.kind().wire() + "." + field,
                null);
    }

    static ApiException unpriced(Holder holder, String provider, String model) {
        Rule rule = holder.cap(Rule.MONTHLY_BUDGET_USD) < 0 ? Rule.DAILY_BUDGET_USD : Rule.MONTHLY_BUDGET_USD;
        return ApiException.limited(
                ErrorCode.BUDGET_EXHAUSTED,
                "The model " + shown(provider + ":" + model) + " has no price, so that the "
                        + holder.kind().wire() + "'s " + rule.wire() + " cannot be kept.",
                holder.scope(rule),
                null);
    }

    static String amount(Rule rule, long amount) {
        return rule.isMoney() ? Money.shown(amount) + " USD" : amount + " tokens";
    }

    private static String shown(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
