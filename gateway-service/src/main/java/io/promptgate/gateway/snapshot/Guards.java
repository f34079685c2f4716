package io.promptgate.gateway.snapshot;

import io.promptgate.common.guard.EffectiveRules;
import io.promptgate.common.guard.GuardLevel;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.IpAllowList;
import io.promptgate.common.guard.scan.Guard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Guardrails made ready once, however many projects have them and revisions they stay. Used by one thread. */
final class Guards {
    static final Guards NONE = new Guards(GuardRules.NONE, Map.of());

    private static final Logger LOG = Logger.getLogger(Guards.class);
    /** In place of rules that cannot be used: a call that they might refuse is not to go through. */
    private static final @Nullable Guard NOBODY =
            Guard.of(new GuardRules(new IpAllowList(true, List.of()), null, null, null, null, null, null));

    private final GuardRules global;
    private final Map<GuardRules, Optional<Guard>> known;
    private final Map<GuardRules, Optional<Guard>> used = new HashMap<>();

    private Guards(GuardRules global, Map<GuardRules, Optional<Guard>> known) {
        this.global = global;
        this.known = known;
    }

    /** For the next revision, with what this one has made ready. */
    Guards next(GuardRules nextGlobal) {
        return new Guards(nextGlobal, used);
    }

    /** What guards a project; null when nothing does. */
    @Nullable
    Guard of(UUID project, GuardRules own) {
        if (own.equals(GuardRules.NONE) && global.equals(GuardRules.NONE)) {
            return null;
        }
        GuardRules rules = EffectiveRules.of(
                        List.of(new GuardLevel(GuardLevel.GLOBAL, global), new GuardLevel(GuardLevel.PROJECT, own)))
                .enabled();
        return used.computeIfAbsent(rules, r -> {
                    Optional<Guard> there = known.get(r);
                    return there == null ? ready(project, r) : there;
                })
                .orElse(null);
    }

    private static Optional<Guard> ready(UUID project, GuardRules rules) {
        try {
            return Optional.ofNullable(Guard.of(rules));
        } catch (RuntimeException e) { // of whatever kind: what cannot be applied lets nothing through
            LOG.errorf(
                    "a guardrail of project %s cannot be used, so its calls are refused: %s", project, e.getMessage());
            return Optional.ofNullable(NOBODY);
        }
    }
}
