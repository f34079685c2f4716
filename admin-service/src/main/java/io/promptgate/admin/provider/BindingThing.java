package io.promptgate.admin.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.catalogue.Catalogue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider binding as the document says it.
 *
 * @param credential the credential's name, or its id where the name is not its own
 */
record BindingThing(
        String name, NewBinding binding, @Nullable String credential) implements Thing {

    @Override
    public @Nullable UUID id() {
        return null;
    }

    @Override
    public Set<UUID> needs() {
        UUID provider = Catalogue.id(name);
        return binding.credentialId() == null ? Set.of(provider) : Set.of(provider, binding.credentialId());
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("provider", name);
        if (!binding.enabled()) {
            document.put("enabled", false);
        }
        if (credential != null) {
            document.put("credential", credential);
        }
        return document;
    }
}
