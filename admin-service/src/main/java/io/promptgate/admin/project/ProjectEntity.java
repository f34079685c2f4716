package io.promptgate.admin.project;

import io.promptgate.admin.http.Slice;
import io.promptgate.common.config.ProjectType;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.project}. */
@Entity
@Table(schema = "config", name = "project")
public class ProjectEntity extends PanacheEntityBase {
    @Id
    public UUID uuid;

    public String name;

    @Column(name = "project_type")
    public String projectType;

    public @Nullable String env;

    public String metadata;

    @Column(name = "is_active")
    public boolean isActive;

    @Column(name = "log_bodies")
    public @Nullable String logBodies;

    @Column(name = "log_body_cap_bytes")
    public @Nullable Integer logBodyCapBytes;

    @Column(name = "log_retention_days")
    public @Nullable Integer logRetentionDays;

    @Column(name = "log_body_retention_days")
    public @Nullable Integer logBodyRetentionDays;

    @Column(name = "redact_patterns")
    public String redactPatterns;

    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The project, or a 404 problem. */
    public static Uni<ProjectEntity> need(UUID uuid) {
        return ProjectEntity.<ProjectEntity>findById(uuid)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("project", uuid));
    }

    /** The project if it is a wrapper; a 422 problem that names what only wrappers have if it is not. */
    public static Uni<ProjectEntity> needWrapper(UUID uuid, String what) {
        return need(uuid).invoke(project -> {
            if (!ProjectRules.isWrapper(project)) {
                throw ProjectRules.onlyWrapper(project, what);
            }
        });
    }

    /**
     * A slice of the projects.
     *
     * @param visible those that the caller sees; null for all
     */
    static Uni<List<ProjectEntity>> list(Slice slice, @Nullable Set<UUID> visible) {
        PanacheQuery<ProjectEntity> rows = visible == null
                ? find("uuid > ?1 order by uuid", slice.after())
                : find("uuid > ?1 and uuid in (?2) order by uuid", slice.after(), visible);
        return rows.page(0, slice.fetch()).list();
    }

    ProjectType type() {
        return ProjectType.valueOf(projectType.toUpperCase(Locale.ROOT));
    }
}
