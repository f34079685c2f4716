package io.promptgate.admin.provider;

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

/** A row of {@code config.provider_binding}. */
@Entity
@Table(schema = "config", name = "provider_binding")
public class BindingEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "project_uuid")
    public UUID projectUuid;

    public String provider;
    public boolean enabled;

    @Column(name = "credential_id")
    public @Nullable UUID credentialId;

    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The binding; null when the project has none for the provider. */
    static Uni<BindingEntity> find(UUID project, String provider) {
        return BindingEntity.<BindingEntity>find("projectUuid = ?1 and provider = ?2", project, provider)
                .firstResult();
    }

    /** The binding, or a 404 problem. */
    static Uni<BindingEntity> need(UUID project, String provider) {
        return find(project, provider)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("provider binding", provider, project));
    }

    static Uni<List<BindingEntity>> list(UUID project) {
        return BindingEntity.list("projectUuid", project);
    }
}
