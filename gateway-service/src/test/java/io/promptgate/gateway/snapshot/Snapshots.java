package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.Alias;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A configuration of one project and one credential, at any revision. */
final class Snapshots {
    static final UUID PROJECT = UuidV7.next();
    static final UUID CREDENTIAL = UuidV7.next();
    static final UUID TOKEN = UuidV7.next();
    static final String SECRET = "pg_live_" + "ab".repeat(32);

    private static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");

    private Snapshots() {}

    static Credential credential(SecretBox box, String key) {
        String sealed = box.seal(Masked.of(key), Credential.context(CREDENTIAL));
        return new Credential(CREDENTIAL, "openai", "openai", true, sealed);
    }

    /** The project with its one alias, {@code fast}, on this model. */
    static Project project(String model) {
        return new Project(
                PROJECT,
                "tests",
                ProjectType.AI_WRAPPER,
                null,
                true,
                List.of(new ProviderBinding("openai", true, CREDENTIAL, CREATED)),
                List.of(new Alias("fast", "openai", model, null, CREATED)),
                List.of(new Token(TOKEN, "app", TokenHash.of(SECRET), Set.of(Scope.CHAT), null)));
    }

    static ConfigSnapshot at(long revision, SecretBox box, String model) {
        return new ConfigSnapshot(revision, List.of(credential(box, "sk-" + revision)), List.of(project(model)));
    }

    static ConfigChange change(long from, long to, String model) {
        return new ConfigChange(from, to, List.of(), List.of(), List.of(project(model)), List.of());
    }

    /** Where {@code fast} leads to. */
    static String model(Configuration configuration) {
        ProjectIndex project = configuration.project(PROJECT);
        Alias alias = project == null ? null : project.alias("fast");
        return alias == null ? "none" : alias.model();
    }
}
