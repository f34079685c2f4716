package io.promptgate.admin.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code config.provider_switch}: whether a built-in provider may be used at all. No row means it may. */
@Entity
@Table(schema = "config", name = "provider_switch")
public class SwitchEntity extends PanacheEntityBase {
    @Id
    public String key;

    public boolean enabled;
    public long version;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** What holds where there is none. */
    static SwitchEntity on(String key) {
        SwitchEntity entity = new SwitchEntity();
        entity.key = key;
        entity.enabled = true;
        return entity;
    }
}
