package io.promptgate.admin.catalogue;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.catalog.Provider;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * What of a built-in provider can be changed: whether projects may use it at all.
 *
 * @param enabled what is asked for
 */
record Switch(boolean enabled) {

    static Switch from(Fields fields, boolean now) {
        Switch asked = new Switch(fields.flag("enabled", now));
        fields.check();
        return asked;
    }

    /** Turns the switch, if it does not stand so already. */
    static Uni<Built> turn(Provider provider, Fields fields, IfMatch condition, Change change) {
        return SwitchEntity.<SwitchEntity>findById(provider.key()).chain(there -> {
            Built now = new Built(provider, there);
            condition.check(now.version());
            Switch asked = from(fields, there == null || there.enabled);
            if (asked.enabled() == (there == null || there.enabled)) {
                return Uni.createFrom().item(now);
            }
            SwitchEntity entity = there == null ? SwitchEntity.on(provider.key()) : there;
            asked.write(provider, entity, change);
            return entity.<SwitchEntity>persist().map(kept -> new Built(provider, kept));
        });
    }

    /** Turns the switch, which does not stand so. */
    void write(Provider provider, SwitchEntity entity, Change change) {
        ProviderView before = ProviderView.of(provider, entity);
        entity.enabled = enabled;
        entity.version = change.number();
        entity.updatedAt = change.at();
        change.add(
                Changed.provider(provider.key(), enabled ? "enabled" : "disabled"),
                before,
                ProviderView.of(provider, entity));
    }

    /** A built-in provider with its switch, which it has once it was turned. */
    record Built(Provider provider, @Nullable SwitchEntity set) {
        long version() {
            return set == null ? 0 : set.version;
        }

        ProviderView view() {
            return ProviderView.of(provider, set);
        }
    }
}
