package io.promptgate.admin.token;

import io.promptgate.admin.http.Slice;
import io.promptgate.admin.limit.LimitColumns;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.token}. */
@Entity
@Table(schema = "config", name = "token")
public class TokenEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "project_uuid")
    public UUID projectUuid;

    public String name;
    public String hash;
    public String preview;
    public String scopes;

    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    public String metadata;

    @Embedded
    public @Nullable LimitColumns limits;

    @Column(name = "former_hash")
    public @Nullable String formerHash;

    @Column(name = "former_until")
    public @Nullable Instant formerUntil;

    @Column(name = "revoked_at")
    public @Nullable Instant revokedAt;

    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The token, a revoked one too; or a 404 problem. */
    static Uni<TokenEntity> need(UUID project, UUID id) {
        return TokenEntity.<TokenEntity>find("projectUuid = ?1 and id = ?2", project, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("token", id, project));
    }

    static Uni<List<TokenEntity>> list(UUID project, Slice slice) {
        return TokenEntity.<TokenEntity>find("projectUuid = ?1 and id > ?2 order by id", project, slice.after())
                .page(0, slice.fetch())
                .list();
    }
}
