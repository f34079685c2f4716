package io.promptgate.gateway.policy;

import io.promptgate.common.event.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a request was let in with. To be given back once, whichever way the request ends. */
public interface Permit {
    /** Of a request that nothing limits. */
    Permit FREE = (_, _) -> {};

    /**
     * The request is over.
     *
     * @param usage what it used; null = nothing that is known
     * @param costUsd what it cost; null where nothing is known or the model has no price
     */
    void settle(@Nullable Usage usage, @Nullable BigDecimal costUsd);
}
