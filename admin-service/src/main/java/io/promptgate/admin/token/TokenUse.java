package io.promptgate.admin.token;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** When tokens were last used, as gateways have told. */
final class TokenUse {
    private static final String LAST = "select token_id, cast(floor(extract(epoch from last_used_at) * 1000) as bigint)"
            + " from config.token_use where token_id = any(?1)";

    private TokenUse() {}

    /** By token; those that were never used are left out. */
    static Uni<Map<UUID, Instant>> of(List<TokenEntity> tokens) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LAST, Object[].class)
                        .setParameter(1, tokens.stream().map(token -> token.id).toArray(UUID[]::new))
                        .getResultList())
                .map(rows -> {
                    Map<UUID, Instant> last = new HashMap<>();
                    rows.forEach(row -> last.put((UUID) row[0], Instant.ofEpochMilli((Long) row[1])));
                    return last;
                });
    }
}
