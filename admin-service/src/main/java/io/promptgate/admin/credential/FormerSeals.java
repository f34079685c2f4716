package io.promptgate.admin.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.UnsealException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Seals anew what the history of revisions keeps of credentials, so that an earlier master key can go and a rollback
 * still finds the secrets of then. A secret that a credential still has gets the very text that its row has now, so
 * that nothing looks changed by it.
 */
@Singleton
final class FormerSeals {
    private static final int PAGE = 500;
    private static final String OTHERWISE = " from config.revision_row where kind = 'credential'"
            + " and (was ->> 'sealed' not like ?1 or became ->> 'sealed' not like ?1)"
            + " and (key > ?2 or key = ?2 and revision > ?3)";
    private static final String LIST = "select key, revision, was ->> 'sealed' as was, became ->> 'sealed' as became"
            + OTHERWISE + " order by key, revision limit " + PAGE;
    private static final String COUNT = "select count(*)" + OTHERWISE;
    private static final String NOW = "select cast(id as text), sealed from config.credential where sealed like ?1";
    private static final String WRITE = "update config.revision_row r set"
            + " was = case when n ->> 'was' is null then r.was else jsonb_set(r.was, array['sealed'], n -> 'was') end,"
            + " became = case when n ->> 'became' is null then r.became"
            + " else jsonb_set(r.became, array['sealed'], n -> 'became') end"
            + " from jsonb_array_elements(cast(cast(?1 as text) as jsonb)) n where r.kind = 'credential'"
            + " and r.key = n ->> 'key' and r.revision = cast(n ->> 'revision' as bigint)";

    private final Vault vault;

    @Inject
    FormerSeals(Vault vault) {
        this.vault = vault;
    }

    /**
     * What was done.
     *
     * @param resealed former states of credentials that are sealed with the active master key now
     * @param remaining how many are left for further calls
     * @param unreadable how many cannot be opened, and stay as they are
     */
    record Done(int resealed, long remaining, int unreadable) {}

    /** Seals up to a page of them anew, in the transaction that the session has open. */
    Uni<Done> reseal(Mutiny.Session session) {
        return session.createNativeQuery(NOW, Object[].class)
                .setParameter(1, pattern())
                .getResultList()
                .chain(rows -> from(session, new Renewal(rows), new Place("", 0)));
    }

    private Uni<Done> from(Mutiny.Session session, Renewal renewal, Place place) {
        return session.createNativeQuery(LIST, Object[].class)
                .setParameter(1, pattern())
                .setParameter(2, place.key())
                .setParameter(3, place.revision())
                .getResultList()
                .chain(rows -> {
                    rows.forEach(renewal::take);
                    if (rows.isEmpty()) {
                        return write(session, renewal, 0);
                    }
                    Object[] row = rows.getLast();
                    Place last = new Place((String) row[0], (Long) row[1]);
                    return renewal.renewed.isEmpty()
                            ? from(session, renewal, last)
                            : count(session, last).chain(left -> write(session, renewal, left));
                });
    }

    private Uni<Long> count(Mutiny.Session session, Place place) {
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter(1, pattern())
                .setParameter(2, place.key())
                .setParameter(3, place.revision())
                .getSingleResult();
    }

    private static Uni<Done> write(Mutiny.Session session, Renewal renewal, long left) {
        Done done = new Done(renewal.renewed.size(), left, renewal.unreadable);
        return renewal.renewed.isEmpty()
                ? Uni.createFrom().item(done)
                : session.createNativeQuery(WRITE)
                        .setParameter(1, renewal.renewed.toString())
                        .executeUpdate()
                        .replaceWith(done);
    }

    private String pattern() {
        return "v1." + vault.activeKeyId() + ".%";
    }

    private record Place(String key, long revision) {}

    private record Secret(UUID credential, Masked value) {}

    /** Former states on their way to the active master key. */
    private final class Renewal {
        private final Map<Secret, String> sealed = new HashMap<>();
        private final ArrayNode renewed = JsonNodeFactory.instance.arrayNode();
        private int unreadable;

        /** Begins with the secrets that credentials have now. */
        Renewal(List<Object[]> now) {
            for (Object[] row : now) {
                UUID id = UUID.fromString((String) row[0]);
                try {
                    sealed.put(new Secret(id, vault.open(id, (String) row[1])), (String) row[1]);
                } catch (UnsealException _) {
                    // damaged: it is told elsewhere, and is nobody's example
                }
            }
        }

        void take(Object[] row) {
            UUID id = UUID.fromString((String) row[0]);
            try {
                String was = renew(id, (String) row[2]);
                String became = renew(id, (String) row[3]);
                renewed.addObject()
                        .put("key", (String) row[0])
                        .put("revision", (Long) row[1])
                        .put("was", was)
                        .put("became", became);
            } catch (UnsealException _) {
                unreadable++;
            }
        }

        private @Nullable String renew(UUID id, @Nullable String text) {
            return text == null
                    ? null
                    : sealed.computeIfAbsent(
                            new Secret(id, vault.open(id, text)), secret -> vault.seal(secret.value(), id));
        }
    }
}
