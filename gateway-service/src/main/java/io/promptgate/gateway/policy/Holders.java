package io.promptgate.gateway.policy;

import io.promptgate.common.config.Token;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.gateway.auth.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The holders of limits that were seen, each made once for as long as its limits stay the same. Thread-safe. */
@Singleton
final class Holders {
    private final ConcurrentHashMap<UUID, List<Holder>> tokens = new ConcurrentHashMap<>();

    /** Those by which the caller's requests are judged; empty when nothing limits them. */
    List<Holder> of(Caller caller) {
        Token token = caller.token();
        Limits limits = token.limits();
        Budgets budgets = token.budgets();
        if (limits == null && budgets == null) {
            return List.of();
        }
        List<Holder> known = tokens.get(token.id());
        return known != null && known.getFirst().isOf(limits, budgets) ? known : fresh(caller, limits, budgets);
    }

    /** Forgets those of tokens that are not there any more. */
    void retain(Set<UUID> ids) {
        tokens.keySet().retainAll(ids);
    }

    private List<Holder> fresh(Caller caller, @Nullable Limits limits, @Nullable Budgets budgets) {
        List<Holder> made = List.of(new Holder(
                Holder.Kind.TOKEN,
                caller.project().project().uuid(),
                caller.token().id(),
                limits,
                budgets));
        tokens.put(caller.token().id(), made);
        return made;
    }
}
