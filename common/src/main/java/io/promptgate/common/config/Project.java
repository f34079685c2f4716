package io.promptgate.common.config;

import io.promptgate.common.guard.GuardRules;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project with all that it owns: the unit in which the configuration changes.
 *
 * @param env a free label such as {@code production}, kept with every log record
 * @param bindings in catalogue order
 * @param aliases in order of creation
 * @param guardrails what it says of them itself, over those of all projects
 */
public record Project(
        UUID uuid,
        String name,
        ProjectType type,
        @Nullable String env,
        boolean active,
        List<ProviderBinding> bindings,
        List<Alias> aliases,
        List<Token> tokens,
        Logging logging,
        GuardRules guardrails) {

    /** A project without guardrails of its own. */
    public Project(
            UUID uuid,
            String name,
            ProjectType type,
            @Nullable String env,
            boolean active,
            List<ProviderBinding> bindings,
            List<Alias> aliases,
            List<Token> tokens,
            Logging logging) {
        this(uuid, name, type, env, active, bindings, aliases, tokens, logging, GuardRules.NONE);
    }

    /** A project whose log is kept as the services are set. */
    public Project(
            UUID uuid,
            String name,
            ProjectType type,
            @Nullable String env,
            boolean active,
            List<ProviderBinding> bindings,
            List<Alias> aliases,
            List<Token> tokens) {
        this(uuid, name, type, env, active, bindings, aliases, tokens, Logging.DEFAULT);
    }

    /** What came later may be absent on the wire, in a configuration that an earlier version wrote. */
    public Project {
        bindings = List.copyOf(bindings);
        aliases = List.copyOf(aliases);
        tokens = List.copyOf(tokens);
        logging = logging == null ? Logging.DEFAULT : logging;
        guardrails = guardrails == null ? GuardRules.NONE : guardrails;
    }
}
