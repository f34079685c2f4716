package io.promptgate.gateway.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.config.Alias;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.auth.Caller;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.snapshot.ProjectIndex;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The list of models in OpenAI's shape: the aliases in order of creation, then one row per enabled provider. */
@Singleton
final class ModelList {
    private static final String OWNER = "promptgate";

    private final Providers providers;

    ModelList(Providers providers) {
        this.providers = providers;
    }

    ObjectNode of(Caller caller) {
        ProjectIndex project = caller.project();
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        project.project().aliases().forEach(alias -> data.add(row(alias)));
        providers.all(caller.configuration()).forEach(provider -> {
            ProviderBinding binding = project.binding(provider.key());
            boolean off = caller.configuration().isDisabled(provider.key());
            if (binding != null && binding.enabled() && !off) {
                data.add(row(provider.key() + ":*", binding.createdAt()));
            }
        });
        return list;
    }

    /** An alias, or {@code provider:model} of an enabled provider; null for anything else. */
    @Nullable
    ObjectNode find(ProjectIndex project, String id) {
        Alias alias = project.alias(id);
        if (alias != null) {
            return row(alias);
        }
        int colon = id.indexOf(':');
        ProviderBinding binding = colon < 0 ? null : project.binding(id.substring(0, colon));
        boolean known = binding != null && binding.enabled() && colon < id.length() - 1;
        return known && binding != null ? row(id, binding.createdAt()) : null;
    }

    private static ObjectNode row(Alias alias) {
        ObjectNode row = row(alias.name(), alias.createdAt()).put("is_alias", true);
        row.putObject("resolved").put("provider", alias.provider()).put("model", alias.model());
        return row;
    }

    private static ObjectNode row(String id, Instant created) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", created.getEpochSecond())
                .put("owned_by", OWNER)
                .put("is_alias", false);
    }
}
