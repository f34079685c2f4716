package io.promptgate.admin.price;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Fields;
import io.promptgate.common.price.PriceKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code prices} of the document: those of the operator's own; bundled ones are not listed. */
@Singleton
public final class PriceSection implements Section<PriceThing, PriceEntity> {
    private static final String MODEL = "model";
    private static final Listing LISTING = Listing.top(300, "price", "prices").named(MODEL);

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<PriceEntity>> rows() {
        return PriceEntity.listAll();
    }

    @Override
    public Row<PriceEntity> row(PriceEntity row) {
        return new Row<>(row.id, null, row.key().toString(), row);
    }

    @Override
    public PriceThing thing(PriceEntity row, Directory directory) {
        return new PriceThing(row.key(), row.price());
    }

    @Override
    public PriceThing read(Fields fields, Directory directory) {
        String provider =
                fields.choice("provider", Catalogue.in(directory).byKey()).key();
        PriceKey key = new PriceKey(provider, fields.text(MODEL, NewPrice.MODEL));
        return new PriceThing(key, NewPrice.read(fields));
    }

    @Override
    public void check(PriceThing asked, @Nullable PriceThing present, Place place, Fields fields, Directory directory) {
        // all of its rules are about itself
    }

    @Override
    public Uni<?> create(PriceThing asked, Place place, Applying applying) {
        return PriceBook.make(place.id(), asked.key(), asked.price(), PriceBook.SET, applying.change());
    }

    @Override
    public void change(PriceEntity row, PriceThing asked, Applying applying) {
        PriceBook.replace(row, asked.price(), PriceBook.SET, applying.change());
    }

    @Override
    public Uni<?> remove(PriceEntity row, Applying applying) {
        return PriceBook.remove(row, applying.change());
    }
}
