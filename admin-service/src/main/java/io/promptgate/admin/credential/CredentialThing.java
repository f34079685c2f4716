package io.promptgate.admin.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.common.secret.Masked;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the document says it.
 *
 * @param secret what the document's reference stands for; null when it names none, or one whose value was not sent
 */
public record CredentialThing(
        @Nullable UUID id,
        String name,
        String provider,
        boolean isActive,
        @Nullable Masked secret) implements Thing {

    @Override
    public Set<UUID> needs() {
        return Set.of(Catalogue.id(provider));
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", name).put("provider", provider);
        if (!isActive) {
            document.put("is_active", false);
        }
        return document;
    }
}
