package io.promptgate.admin.price;

import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.PriceTable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bundled prices in the order of their names, and how a price of the operator's is written. */
@Singleton
final class PriceBook {
    static final String SET = "set";
    static final String IMPORT = "import";

    private static final Comparator<PriceKey> BY_NAME =
            Comparator.comparing(PriceKey::provider).thenComparing(PriceKey::model);

    private final NavigableMap<PriceKey, Price> bundled = sorted();

    NavigableMap<PriceKey, Price> bundled() {
        return bundled;
    }

    /** Names in the order in which PostgreSQL has them too. */
    static Comparator<PriceKey> byName() {
        return BY_NAME;
    }

    /** Writes a price that is not there yet, or in place of the one that is; the same one again changes nothing. */
    static Uni<PriceEntity> write(
            @Nullable PriceEntity there, PriceKey key, Price price, String origin, Change change) {
        if (there == null) {
            return make(UuidV7.next(), key, price, origin, change);
        }
        replace(there, price, origin, change);
        return Uni.createFrom().item(there);
    }

    /** Writes a price that is not there yet. */
    static Uni<PriceEntity> make(UUID id, PriceKey key, Price price, String origin, Change change) {
        PriceEntity made = new PriceEntity();
        made.id = id;
        made.provider = key.provider();
        made.model = key.model();
        made.createdAt = change.at();
        fill(made, price, origin, change);
        change.add(Changed.price(key, "set"), null, PriceView.of(made));
        return made.persist();
    }

    /** Writes a price in place of the one that is there; the same one again changes nothing. */
    static void replace(PriceEntity there, Price price, String origin, Change change) {
        if (!there.price().charges(price)) {
            PriceView before = PriceView.of(there);
            fill(there, price, origin, change);
            change.add(Changed.price(there.key(), "replaced"), before, PriceView.of(there));
        }
    }

    /** Removes a price; the bundled one of the same name, if there is one, holds again. */
    static Uni<Void> remove(PriceEntity there, Change change) {
        change.add(Changed.price(there.key(), "deleted"), PriceView.of(there), null);
        return there.delete();
    }

    private static void fill(PriceEntity entity, Price price, String origin, Change change) {
        entity.price = PriceJson.text(price.from("override:" + change.number() + ":" + entity.key()));
        entity.origin = origin;
        entity.version = change.number();
        entity.updatedAt = change.at();
    }

    private static NavigableMap<PriceKey, Price> sorted() {
        NavigableMap<PriceKey, Price> rows = new TreeMap<>(BY_NAME);
        rows.putAll(PriceTable.bundled().rows());
        return rows;
    }
}
