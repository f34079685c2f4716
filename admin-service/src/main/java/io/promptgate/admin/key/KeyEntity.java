package io.promptgate.admin.key;

import io.promptgate.admin.http.Slice;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.admin_key}. */
@Entity
@Table(schema = "config", name = "admin_key")
public class KeyEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;
    public String hash;
    public String preview;
    public String role;
    public @Nullable String projects;

    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    public @Nullable Instant revokedAt;

    /** Written beside changes, so that a use is not one. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    public @Nullable Instant lastUsedAt;

    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The key, a revoked one too; or a 404 problem. */
    static Uni<KeyEntity> need(UUID id) {
        return KeyEntity.<KeyEntity>findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("admin key", id));
    }

    static Uni<List<KeyEntity>> list(Slice slice) {
        return KeyEntity.<KeyEntity>find("id > ?1 order by id", slice.after())
                .page(0, slice.fetch())
                .list();
    }

    /** How many are not revoked. */
    static Uni<Long> countValid() {
        return KeyEntity.count("revokedAt is null");
    }
}
