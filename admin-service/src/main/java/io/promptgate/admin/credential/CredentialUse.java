package io.promptgate.admin.credential;

import io.promptgate.admin.http.Slice;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where credentials are used: in the provider bindings of projects. */
final class CredentialUse {
    private static final String COUNT = "select credential_id, count(*) from config.provider_binding"
            + " where credential_id = any(?1) group by credential_id";
    private static final String RELEASE = "with was as (select id, enabled from config.provider_binding"
            + " where credential_id = ?1 for update) update config.provider_binding b"
            + " set enabled = false, credential_id = null, version = ?2, updated_at = ?3 from was"
            + " where b.id = was.id returning b.project_uuid, b.provider, was.enabled";

    private static final String LIST = "select p.uuid, p.name, b.enabled from config.provider_binding b"
            + " join config.project p on p.uuid = b.project_uuid"
            + " where b.credential_id = ?1 and p.uuid > ?2 order by p.uuid limit ?3";

    private CredentialUse() {}

    /**
     * A project that uses a credential.
     *
     * @param enabled whether the binding is in force
     */
    record Use(UUID project, String name, boolean enabled) {}

    static Uni<List<Use>> list(UUID credential, Slice slice) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LIST, Object[].class)
                        .setParameter(1, credential)
                        .setParameter(2, slice.after())
                        .setParameter(3, slice.fetch())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Use((UUID) row[0], (String) row[1], (Boolean) row[2]))
                        .toList());
    }

    static Uni<Long> count(UUID credential) {
        return count(List.of(credential)).map(counts -> counts.getOrDefault(credential, 0L));
    }

    /** The number of projects that use each of the credentials; those that none uses are left out. */
    static Uni<Map<UUID, Long>> count(List<UUID> credentials) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT, Object[].class)
                        .setParameter(1, credentials.toArray(UUID[]::new))
                        .getResultList())
                .map(rows -> {
                    Map<UUID, Long> counts = new HashMap<>();
                    rows.forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
                    return counts;
                });
    }

    /** Disables every binding with this credential, which thereby loses it. */
    static Uni<Void> release(UUID credential, Change change) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RELEASE, Object[].class)
                        .setParameter(1, credential)
                        .setParameter(2, change.number())
                        .setParameter(3, change.at())
                        .getResultList())
                .invoke(rows -> rows.forEach(row -> change.add(
                        Changed.inProject((UUID) row[0], "provider", (String) row[1], "disabled"),
                        new Used((Boolean) row[2], credential),
                        new Used(false, null))))
                .replaceWithVoid();
    }

    /** What a binding loses, as the audit shows it. */
    private record Used(boolean enabled, @Nullable UUID credentialId) {}
}
