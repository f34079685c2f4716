package io.promptgate.admin.guardrail;

import io.promptgate.admin.publish.GuardrailRow;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.guard.GuardLevel;
import io.promptgate.common.guard.GuardRules;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.guardrail}: the rules of a level. No row means none. */
@Entity
@Table(schema = "config", name = "guardrail")
public class GuardrailEntity extends PanacheEntityBase {
    @Id
    public String id;

    @Column(name = "project_uuid")
    public @Nullable UUID projectUuid;

    public String rules;
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /**
     * The rules of a level; its version is 0 as long as none were set.
     *
     * @param project null for those of all projects
     */
    static Uni<Level> level(@Nullable UUID project) {
        String id = project == null ? GuardLevel.GLOBAL : project.toString();
        return GuardrailEntity.<GuardrailEntity>findById(id).map(row -> new Level(project, row));
    }

    /** A level as it stands. */
    record Level(@Nullable UUID project, @Nullable GuardrailEntity row) {

        GuardRules rules() {
            return GuardrailRow.of(row == null ? null : row.rules);
        }

        long version() {
            return row == null ? 0 : row.version;
        }

        /** Writes the rules if they differ; gives the level's version after it. */
        Uni<Long> write(GuardRules rules, Change change) {
            GuardRules before = rules();
            if (rules.equals(before)) {
                return Uni.createFrom().item(version());
            }
            GuardrailEntity entity = row == null ? new GuardrailEntity() : row;
            if (row == null) {
                entity.id = project == null ? GuardLevel.GLOBAL : project.toString();
                entity.projectUuid = project;
                entity.createdAt = change.at();
            }
            entity.rules = GuardrailRow.text(rules);
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(Changed.guardrails(project, "changed"), before, rules);
            return entity.<GuardrailEntity>persist().map(kept -> kept.version);
        }
    }
}
