package io.promptgate.admin.alias;

import io.promptgate.admin.http.Slice;
import io.promptgate.common.config.Presets;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.alias}. */
@Entity
@Table(schema = "config", name = "alias")
public class AliasEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "project_uuid")
    public UUID projectUuid;

    public String name;
    public String provider;
    public String model;
    public @Nullable BigDecimal temperature;

    @Column(name = "top_p")
    public @Nullable BigDecimal topP;

    @Column(name = "max_tokens")
    public @Nullable Integer maxTokens;

    @Column(name = "system_prompt")
    public @Nullable String systemPrompt;

    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The alias; null when the project has none of this name. */
    static Uni<AliasEntity> find(UUID project, String name) {
        return AliasEntity.<AliasEntity>find("projectUuid = ?1 and name = ?2", project, name)
                .firstResult();
    }

    /** The alias, or a 404 problem. */
    static Uni<AliasEntity> need(UUID project, String name) {
        return find(project, name).onItem().ifNull().failWith(() -> ProblemException.notFound("alias", name, project));
    }

    static Uni<List<AliasEntity>> list(UUID project, Slice slice) {
        return AliasEntity.<AliasEntity>find("projectUuid = ?1 and id > ?2 order by id", project, slice.after())
                .page(0, slice.fetch())
                .list();
    }

    Presets presets() {
        return new Presets(temperature, topP, maxTokens, systemPrompt);
    }
}
