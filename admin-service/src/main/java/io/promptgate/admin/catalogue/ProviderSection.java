package io.promptgate.admin.catalogue;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.revision.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code providers} at the top of the document: those of the operator's own. */
@Singleton
public final class ProviderSection implements Section<ProviderThing, ProviderEntity> {
    static final String KIND = "provider";
    static final String LIST = "providers";

    private static final String KEY = "key";
    private static final Listing LISTING = Listing.top(100, KIND, LIST).named(KEY);

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<ProviderEntity>> rows() {
        return ProviderEntity.list();
    }

    @Override
    public Row<ProviderEntity> row(ProviderEntity row) {
        return new Row<>(Catalogue.id(row.key), null, row.key, row);
    }

    @Override
    public ProviderThing thing(ProviderEntity row, Directory directory) {
        return new ProviderThing(NewProvider.of(row));
    }

    @Override
    public ProviderThing read(Fields fields, Directory directory) {
        return new ProviderThing(NewProvider.read(fields.peek(KEY), fields));
    }

    /** What the name in the base URL stands for was looked up before; gateways judge again by each connection. */
    @Override
    public void check(
            ProviderThing asked, @Nullable ProviderThing present, Place place, Fields fields, Directory directory) {
        directory.fault(asked.asked().baseUrl()).ifPresent(fault -> fields.error(AddressRules.FIELD, fault));
    }

    @Override
    public Uni<?> create(ProviderThing asked, Place place, Applying applying) {
        return asked.asked().entity(applying.change()).persist();
    }

    @Override
    public void change(ProviderEntity row, ProviderThing asked, Applying applying) {
        asked.asked().apply(row, applying.change(), "replaced");
    }

    /** What needs it is gone already, or the plan would not have been made. */
    @Override
    public Uni<?> remove(ProviderEntity row, Applying applying) {
        applying.change().add(Changed.provider(row.key, "deleted"), ProviderView.of(row), null);
        return row.delete();
    }
}
