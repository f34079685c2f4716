package io.promptgate.gateway.policy;

import io.promptgate.gateway.policy.Verdict.Level;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in a store that all gateways share: one script, in one round trip, judges and counts all rules of a claim, by
 * the store's own clock. What a request reserves is leased, and renewed while it is under way; so what a gateway that
 * died had reserved comes back. Without the store it is done as the settings say.
 */
final class SharedStore implements LimitStore {
    /** Of the scripts, in the order in which they are loaded. */
    static final int ADMIT = 0;

    static final int SETTLE = 1;
    static final int RENEW = 2;

    private static final int HEAD = 4;
    private static final int LEVEL = 3;
    private static final Duration DAY_KEPT = Duration.ofDays(2);
    private static final Duration MONTH_KEPT = Duration.ofDays(33);

    private final RedisLink link;
    private final LocalStore local;
    private final RedisSettings settings;
    private final ConcurrentHashMap<UUID, Claim> leased = new ConcurrentHashMap<>();
    /** Claims that were let in by this gateway alone. */
    private final ConcurrentHashMap<UUID, Claim> own = new ConcurrentHashMap<>();

    SharedStore(RedisLink link, LocalStore local, RedisSettings settings) {
        this.link = link;
        this.local = local;
        this.settings = settings;
    }

    @Override
    public Future<Verdict> admit(Claim claim) {
        Context context = Vertx.currentContext();
        Promise<Verdict> verdict = Promise.promise();
        link.run(ADMIT, Keys.of(claim), arguments(claim)).onComplete(answer -> {
            Runnable end = () -> {
                if (answer.succeeded()) {
                    verdict.complete(read(claim, answer.result()));
                } else {
                    without(claim).onComplete(verdict);
                }
            };
            if (context == null || context.equals(Vertx.currentContext())) {
                end.run();
            } else {
                context.runOnContext(_ -> end.run());
            }
        });
        return verdict.future();
    }

    @Override
    public void settle(Claim claim, long[] ends, long tokens, long money) {
        if (own.remove(claim.request()) != null) {
            local.settle(claim, ends, tokens, money);
            return;
        }
        leased.remove(claim.request());
        List<String> values = new ArrayList<>();
        values.add(claim.request().toString());
        values.add(text(claim.tokens()));
        values.add(text(tokens));
        values.add(text(money));
        values.add(text(DAY_KEPT.toMillis()));
        values.add(text(MONTH_KEPT.toMillis()));
        for (int i = 0; i < ends.length; i++) {
            values.add(text(ends[i]));
            values.add(claim.holders().get(i).hasBudgets() ? "1" : "0");
        }
        var _ = link.run(SETTLE, Keys.of(claim), values);
    }

    @Override
    public void retain(Set<UUID> holders) {
        local.retain(holders);
    }

    boolean isDegraded() {
        return link.isAway();
    }

    /** Says of all requests under way that they still are. */
    void renew() {
        leased.values().forEach(claim -> {
            List<String> values = List.of(
                    claim.request().toString(), text(settings.lease().toMillis()), text(System.currentTimeMillis()));
            var _ = link.run(RENEW, Keys.of(claim), values);
        });
    }

    void close() {
        link.close();
    }

    private Future<Verdict> without(Claim claim) {
        return switch (settings.away()) {
            case LOCAL ->
                local.admit(claim).onSuccess(verdict -> {
                    if (verdict instanceof Verdict.Granted) {
                        own.put(claim.request(), claim);
                    }
                });
            case DENY -> Future.succeededFuture(new Verdict.Unjudged(false));
            case ALLOW -> Future.succeededFuture(new Verdict.Unjudged(true));
        };
    }

    private List<String> arguments(Claim claim) {
        List<String> values = new ArrayList<>();
        values.add(claim.request().toString());
        values.add(text(claim.tokens()));
        values.add(text(claim.money()));
        values.add(text(settings.lease().toMillis()));
        values.add(text(DAY_KEPT.toMillis()));
        values.add(text(MONTH_KEPT.toMillis()));
        values.add(text(System.currentTimeMillis()));
        for (int i = 0; i < claim.holders().size(); i++) {
            Holder holder = claim.holders().get(i);
            for (Rule rule : Rule.all()) {
                values.add(text(holder.cap(rule)));
            }
            for (Rule rule : Rule.all()) {
                if (rule.isBudget()) {
                    values.add(text(claim.known().get(i).of(rule, claim.period())));
                }
            }
        }
        return values;
    }

    private Verdict read(Claim claim, Response response) {
        long[] answer = numbers(response);
        Rate rate = answer[1] < 0 ? null : new Rate(answer[1], Math.max(0, answer[2]), answer[3]);
        if (answer[0] == 0) {
            return new Verdict.Refused(
                    rate,
                    claim.holders().get((int) answer[HEAD]),
                    Rule.all().get((int) answer[HEAD + 1]),
                    answer[HEAD + 2],
                    answer[HEAD + 3],
                    answer[HEAD + 4]);
        }
        leased.put(claim.request(), claim);
        int holders = claim.holders().size();
        return new Verdict.Granted(
                rate, Arrays.copyOfRange(answer, HEAD, HEAD + holders), high(claim, answer, HEAD + holders));
    }

    private static List<Level> high(Claim claim, long[] answer, int from) {
        List<Level> high = new ArrayList<>(0);
        for (int at = from; at < answer.length; at += LEVEL) {
            Holder holder = claim.holders().get((int) answer[at]);
            Rule rule = Rule.all().get((int) answer[at + 1]);
            if (Level.isHigh(answer[at + 2], holder.cap(rule))) {
                high.add(new Level(holder, rule, answer[at + 2]));
            }
        }
        return high;
    }

    private static long[] numbers(Response response) {
        long[] numbers = new long[response.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Objects.requireNonNull(response.get(i).toLong());
        }
        return numbers;
    }

    private static String text(long value) {
        return Long.toString(value);
    }

    /** The names under which the store keeps what a holder uses. Those of a project share a slot of a cluster. */
    private static final class Keys {
        private static final List<String> PARTS = List.of("m", "mw", "h", "hw", "t", "tw", "l", "r");

        private Keys() {}

        static List<String> of(Claim claim) {
            List<String> keys = new ArrayList<>();
            for (Holder holder : claim.holders()) {
                String root = "pg:{" + holder.project() + "}:" + holder.kind().wire() + ":" + holder.id() + ":";
                PARTS.forEach(part -> keys.add(root + part));
                keys.add(root + "d:" + claim.period().dayStart().getEpochSecond());
                keys.add(root + "M:" + claim.period().monthStart().getEpochSecond());
            }
            return keys;
        }
    }
}
