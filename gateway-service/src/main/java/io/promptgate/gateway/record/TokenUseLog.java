package io.promptgate.gateway.record;

import io.promptgate.common.config.TokenUses;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When tokens were last used, until admin-service is told. One entry for each token at most, so that the tokens of the
 * configuration bound it. Thread-safe; noting waits for nothing.
 */
@Singleton
public final class TokenUseLog {
    private final ConcurrentHashMap<UUID, Long> newest = new ConcurrentHashMap<>();

    /** A request is over; without a token it is nobody's use. */
    void note(@Nullable UUID token, Instant at) {
        if (token != null) {
            newest.put(token, at.toEpochMilli());
        }
    }

    /** How many tokens wait to be told of. */
    int waiting() {
        return newest.size();
    }

    /** Takes out what is to be told, {@link TokenUses#MOST} at most. */
    TokenUses take() {
        List<TokenUses.Use> uses = new ArrayList<>();
        newest.forEach((token, at) -> {
            if (uses.size() < TokenUses.MOST && newest.remove(token, at)) {
                uses.add(new TokenUses.Use(token, Instant.ofEpochMilli(at)));
            }
        });
        return new TokenUses(uses);
    }

    /** What was taken out was not told after all. */
    void putBack(TokenUses untold) {
        untold.uses().forEach(use -> newest.merge(use.token(), use.at().toEpochMilli(), Math::max));
    }
}
