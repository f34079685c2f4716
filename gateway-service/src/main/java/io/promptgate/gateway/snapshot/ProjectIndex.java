package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.guard.scan.Guard;
import io.promptgate.common.redact.Redactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A project with its names ready for lookup. Immutable. */
public final class ProjectIndex {
    private static final Logger LOG = Logger.getLogger(ProjectIndex.class);
    private static final Logging NO_BODIES = new Logging(Bodies.NONE, null, null, null, List.of());

    private final Project project;
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Map<String, ProviderBinding> bindings = new HashMap<>();

    private final Logging logging;
    private final Redactions redactions;

    private final @Nullable Guard guard;

    ProjectIndex(Project project, @Nullable Guard guard) {
        this.project = project;
        this.guard = guard;
        project.aliases().forEach(alias -> aliases.put(alias.name(), alias));
        project.bindings().forEach(binding -> bindings.put(binding.provider(), binding));
        Redactions ready = redactions(project);
        this.redactions = ready == null ? Redactions.NONE : ready;
        this.logging = ready == null ? NO_BODIES : project.logging();
    }

    /** Null when one cannot be used. */
    private static @Nullable Redactions redactions(Project project) {
        try {
            return Redactions.of(project.logging().redactPatterns());
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "a redact pattern of project %s cannot be used, so none of its bodies are kept: %s",
                    project.uuid(), e.getMessage());
            return null;
        }
    }

    /** What guards its calls; null when nothing does. */
    public @Nullable Guard guard() {
        return guard;
    }

    /** What the log keeps; no bodies where it is not known what is to be taken out of them. */
    public Logging logging() {
        return logging;
    }

    /** What is taken out of what the log keeps. */
    public Redactions redactions() {
        return redactions;
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
