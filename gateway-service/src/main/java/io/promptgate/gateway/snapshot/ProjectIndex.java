package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProviderBinding;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project with its names ready for lookup. Immutable. */
public final class ProjectIndex {
    private final Project project;
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Map<String, ProviderBinding> bindings = new HashMap<>();

    ProjectIndex(Project project) {
        this.project = project;
        project.aliases().forEach(alias -> aliases.put(alias.name(), alias));
        project.bindings().forEach(binding -> bindings.put(binding.provider(), binding));
    }

    public Project project() {
        return project;
    }

    public @Nullable Alias alias(String name) {
        return aliases.get(name);
    }

    public @Nullable ProviderBinding binding(String provider) {
        return bindings.get(provider);
    }
}
