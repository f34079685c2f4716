package io.promptgate.admin.catalogue;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.http.Fields;
import io.promptgate.common.catalog.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code built_in_providers} of the document: those that projects may not use at all. */
@Singleton
public final class SwitchSection implements Section<SwitchThing, SwitchEntity> {
    private static final String KIND = "provider switch";
    private static final String KEY = "key";
    private static final Listing LISTING =
            Listing.top(50, KIND, "built_in_providers").named(KEY);
    private static final Map<String, Provider> BUILT_IN = Catalogue.builtIn();

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<SwitchEntity>> rows() {
        return SwitchEntity.list("key in ?1", BUILT_IN.keySet());
    }

    @Override
    public Row<SwitchEntity> row(SwitchEntity row) {
        return new Row<>(id(row.key), null, row.key, row);
    }

    @Override
    public SwitchThing thing(SwitchEntity row, Directory directory) {
        return new SwitchThing(Objects.requireNonNull(BUILT_IN.get(row.key)), row.enabled);
    }

    @Override
    public SwitchThing read(Fields fields, Directory directory) {
        return new SwitchThing(fields.choice(KEY, BUILT_IN), fields.flag("enabled", true));
    }

    @Override
    public void check(
            SwitchThing asked, @Nullable SwitchThing present, Place place, Fields fields, Directory directory) {
        // either way is allowed
    }

    @Override
    public Uni<?> create(SwitchThing asked, Place place, Applying applying) {
        SwitchEntity entity = SwitchEntity.on(asked.name());
        new Switch(asked.enabled()).write(asked.provider(), entity, applying.change());
        return entity.persist();
    }

    @Override
    public void change(SwitchEntity row, SwitchThing asked, Applying applying) {
        new Switch(asked.enabled()).write(asked.provider(), row, applying.change());
    }

    /** Back to what holds without one; the row stays for its version's sake. */
    @Override
    public Uni<?> remove(SwitchEntity row, Applying applying) {
        new Switch(true).write(Objects.requireNonNull(BUILT_IN.get(row.key)), row, applying.change());
        return Uni.createFrom().voidItem();
    }

    private static UUID id(String key) {
        return Catalogue.id(KIND + ":" + key);
    }
}
