package io.promptgate.common.config;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project with all that it owns: the unit in which the configuration changes.
 *
 * @param env a free label such as {@code production}, kept with every log record
 * @param bindings in catalogue order
 * @param aliases in order of creation
 */
public record Project(
        UUID uuid,
        String name,
        ProjectType type,
        @Nullable String env,
        boolean active,
        List<ProviderBinding> bindings,
        List<Alias> aliases,
        List<Token> tokens) {
    public Project {
        bindings = List.copyOf(bindings);
        aliases = List.copyOf(aliases);
        tokens = List.copyOf(tokens);
    }
}
