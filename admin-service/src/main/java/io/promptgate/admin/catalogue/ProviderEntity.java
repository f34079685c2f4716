package io.promptgate.admin.catalogue;

import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.provider}: a provider that the operator added. */
@Entity
@Table(schema = "config", name = "provider")
public class ProviderEntity extends PanacheEntityBase {
    @Id
    public String key;

    public String name;

    @Column(name = "base_url")
    public String baseUrl;

    public String auth;

    @Column(name = "key_header")
    public @Nullable String keyHeader;

    @Column(name = "stream_usage")
    public String streamUsage;

    @Column(name = "drop_fields")
    public String dropFields;

    @Column(name = "rename_fields")
    public String renameFields;

    public boolean enabled;
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The provider; null when the operator added none of this key. */
    static Uni<ProviderEntity> find(String key) {
        return ProviderEntity.findById(key);
    }

    /** The provider, or a 404 problem. */
    static Uni<ProviderEntity> need(String key) {
        return find(key).onItem().ifNull().failWith(() -> ProblemException.notFound("provider", key));
    }

    /** All of them, in catalogue order. */
    static Uni<List<ProviderEntity>> list() {
        return ProviderEntity.list("order by key");
    }
}
