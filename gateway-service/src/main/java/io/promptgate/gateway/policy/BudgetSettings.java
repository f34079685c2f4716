package io.promptgate.gateway.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How budgets are kept. */
@ConfigMapping(prefix = "promptgate.budgets")
public interface BudgetSettings {

    /** Where days and months begin; the same for all gateways. */
    @WithDefault("UTC")
    String zone();

    /** Tokens reserved for an answer whose request names no maximum: more than most answers have. */
    @WithDefault("1024")
    long answerTokens();

    /**
     * What a million tokens of a model without a price count, in USD. Default: none; such models are refused to holders
     * of a budget in USD.
     */
    Optional<String> unpricedRate();

    /** How often the ledger's word is asked for; also the most by which gateways without a shared store may differ. */
    @WithDefault("60s")
    Duration sync();

    /** For logs-service to answer. */
    @WithDefault("5s")
    Duration timeout();

    /** What becomes of requests on a budget until the ledger has told what was spent before. */
    @WithDefault("allow")
    Unknown unknown();

    /** What is done where it is not known what was spent. */
    enum Unknown {
        /** It counts as nothing until it is known. */
        ALLOW,
        /** Requests are refused as {@code overloaded}. */
        DENY
    }
}
