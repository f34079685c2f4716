package io.promptgate.admin.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.common.catalog.Provider;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The switch of a built-in provider as the document says it. */
record SwitchThing(Provider provider, boolean enabled) implements Thing {

    @Override
    public @Nullable UUID id() {
        return null;
    }

    @Override
    public String name() {
        return provider.key();
    }

    @Override
    public ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("key", provider.key()).put("enabled", enabled);
    }

    @Override
    public boolean isDefault() {
        return enabled;
    }
}
