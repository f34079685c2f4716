package io.promptgate.admin.credential;

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

/** A row of {@code config.credential}. */
@Entity
@Table(schema = "config", name = "credential")
public class CredentialEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;
    public String provider;

    @Column(name = "is_active")
    public boolean isActive;

    public String sealed;
    public String preview;
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The credential, or a 404 problem. */
    static Uni<CredentialEntity> need(UUID id) {
        return CredentialEntity.<CredentialEntity>findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("credential", id));
    }

    /** Those that another master key sealed than this, or none. */
    static Uni<List<CredentialEntity>> sealedOtherwise(String masterKeyId) {
        return CredentialEntity.list("sealed not like ?1 order by id", "v1." + masterKeyId + ".%");
    }

    static Uni<List<CredentialEntity>> list(Slice slice) {
        return CredentialEntity.<CredentialEntity>find("id > ?1 order by id", slice.after())
                .page(0, slice.fetch())
                .list();
    }
}
