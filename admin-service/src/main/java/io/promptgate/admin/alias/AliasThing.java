package io.promptgate.admin.alias;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.common.config.Presets;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alias as the document says it. */
record AliasThing(NewAlias alias) implements Thing {

    @Override
    public @Nullable UUID id() {
        return null;
    }

    @Override
    public String name() {
        return alias.name();
    }

    @Override
    public Set<UUID> needs() {
        return Set.of(Catalogue.id(alias.provider()));
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("alias", alias.name()).put("provider", alias.provider()).put("model", alias.model());
        ObjectNode presets = presets(alias.presets());
        if (!presets.isEmpty()) {
            document.set("presets", presets);
        }
        return document;
    }

    private static ObjectNode presets(Presets presets) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, "temperature", presets.temperature());
        put(document, "top_p", presets.topP());
        if (presets.maxTokens() != null) {
            document.put("max_tokens", presets.maxTokens());
        }
        if (presets.systemPrompt() != null) {
            document.put("system_prompt", presets.systemPrompt());
        }
        return document;
    }

    private static void put(ObjectNode document, String field, @Nullable BigDecimal value) {
        if (value != null) {
            document.put(field, value.stripTrailingZeros());
        }
    }
}
