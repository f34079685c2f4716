package io.promptgate.admin.price;

import io.promptgate.common.event.PriceJson;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code config.price}. */
@Entity
@Table(schema = "config", name = "price")
public class PriceEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    public String provider;
    public String model;
    public String price;
    public String origin;
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The operator's price of this name; null when there is none. */
    static Uni<PriceEntity> find(PriceKey key) {
        return PriceEntity.<PriceEntity>find("provider = ?1 and model = ?2", key.provider(), key.model())
                .firstResult();
    }

    /** The operator's price of this name, or a 404 problem. */
    static Uni<PriceEntity> need(PriceKey key) {
        return find(key).onItem().ifNull().failWith(() -> ProblemException.notFound("price set for", key));
    }

    /** Those behind a name, in the order of names. */
    static Uni<List<PriceEntity>> list(@Nullable String provider, PriceKey after, int most) {
        String behind = "(provider > ?1 or (provider = ?1 and model > ?2))";
        return (provider == null
                        ? PriceEntity.<PriceEntity>find(
                                behind + " order by provider, model", after.provider(), after.model())
                        : PriceEntity.<PriceEntity>find(
                                behind + " and provider = ?3 order by provider, model",
                                after.provider(),
                                after.model(),
                                provider))
                .page(0, most)
                .list();
    }

    PriceKey key() {
        return new PriceKey(provider, model);
    }

    Price price() {
        try {
            return PriceJson.read(price);
        } catch (IOException e) {
            throw new IllegalStateException("the column price holds what was written of a price", e);
        }
    }
}
