package io.promptgate.gateway.snapshot;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.Token;
import io.promptgate.common.guard.scan.Guard;
import io.promptgate.common.price.PriceTable;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.common.secret.UnsealException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One revision of the configuration, made ready for lookup: what all rooms read. Immutable. */
public final class Configuration {
    private static final Logger LOG = Logger.getLogger(Configuration.class);
    private static final PriceTable BUNDLED = PriceTable.bundled();

    /** A token and the project it belongs to. */
    public record KnownToken(UUID project, Token token) {}

    private record OpenedCredential(
            Credential credential, @Nullable Masked key) {}

    private final ConfigSnapshot snapshot;
    private final String revisionText;
    private final Map<UUID, ProjectIndex> projects;
    private final Map<TokenHash, KnownToken> tokens;
    private final Map<UUID, OpenedCredential> credentials;
    private final PriceTable prices;
    private final Guards guards;
    private final Set<UUID> unreadable;
    private final Map<String, Provider> ownProviders = new LinkedHashMap<>();

    private Configuration(
            ConfigSnapshot snapshot,
            Map<UUID, ProjectIndex> projects,
            Map<TokenHash, KnownToken> tokens,
            Map<UUID, OpenedCredential> credentials,
            PriceTable prices,
            Guards guards) {
        this.snapshot = snapshot;
        this.revisionText = Long.toString(snapshot.revision());
        this.projects = projects;
        this.tokens = tokens;
        this.credentials = credentials;
        this.prices = prices;
        this.guards = guards;
        this.unreadable = credentials.values().stream()
                .filter(opened -> opened.key() == null)
                .map(opened -> opened.credential().id())
                .collect(Collectors.toUnmodifiableSet());
        snapshot.catalogue().own().forEach(provider -> ownProviders.put(provider.key(), provider));
    }

    /** Before any revision is known: nobody is let in. */
    public static Configuration empty() {
        return new Configuration(ConfigSnapshot.EMPTY, Map.of(), Map.of(), Map.of(), BUNDLED, Guards.NONE);
    }

    /**
     * This configuration after a change. What did not change is taken over as it is; a credential that cannot be
     * opened is left without a key and named in the log, and the rest serves on.
     */
    public Configuration become(ConfigSnapshot next, SecretBox box) {
        Map<UUID, ProjectIndex> nextProjects =
                HashMap.newHashMap(next.projects().size());
        Map<TokenHash, KnownToken> nextTokens = HashMap.newHashMap(tokens.size() + 16);
        Guards nextGuards = guards.next(next.guardrails());
        for (Project project : next.projects()) {
            ProjectIndex known = projects.get(project.uuid());
            Guard guard = nextGuards.of(project.uuid(), project.guardrails());
            boolean same = known != null
                    && Objects.equals(known.guard(), guard)
                    && known.project().equals(project);
            nextProjects.put(project.uuid(), known != null && same ? known : new ProjectIndex(project, guard));
            for (Token token : project.tokens()) {
                token.asFormer().ifPresent(t -> nextTokens.put(t.hash(), new KnownToken(project.uuid(), t)));
                nextTokens.put(token.hash(), new KnownToken(project.uuid(), token));
            }
        }
        Map<UUID, OpenedCredential> nextCredentials =
                HashMap.newHashMap(next.credentials().size());
        for (Credential credential : next.credentials()) {
            OpenedCredential known = credentials.get(credential.id());
            nextCredentials.put(
                    credential.id(),
                    known != null && known.credential().equals(credential) ? known : open(credential, box));
        }
        PriceTable nextPrices = next.prices().equals(snapshot.prices()) ? prices : BUNDLED.with(next.prices());
        return new Configuration(next, nextProjects, nextTokens, nextCredentials, nextPrices, nextGuards);
    }

    public long revision() {
        return snapshot.revision();
    }

    /** The revision as a header shows it. */
    public String revisionText() {
        return revisionText;
    }

    public ConfigSnapshot snapshot() {
        return snapshot;
    }

    /** What models cost: the operator's prices over the bundled ones. */
    public PriceTable prices() {
        return prices;
    }

    public @Nullable ProjectIndex project(UUID uuid) {
        return projects.get(uuid);
    }

    public @Nullable KnownToken token(TokenHash hash) {
        return tokens.get(hash);
    }

    /** A provider that the operator added; null when this is none. */
    public @Nullable Provider ownProvider(String key) {
        return ownProviders.get(key);
    }

    /** The providers that the operator added, in catalogue order. */
    public Collection<Provider> ownProviders() {
        return Collections.unmodifiableCollection(ownProviders.values());
    }

    /** Whether the provider is switched off for all projects. */
    public boolean isDisabled(String provider) {
        return snapshot.catalogue().disabled().contains(provider);
    }

    /** The provider's key, or null when the credential is unknown, inactive, or could not be opened. */
    public @Nullable Masked key(UUID credentialId) {
        OpenedCredential opened = credentials.get(credentialId);
        return opened == null || !opened.credential().active() ? null : opened.key();
    }

    /** A credential, be it active or not; null when there is none. */
    public @Nullable Credential credential(UUID id) {
        OpenedCredential opened = credentials.get(id);
        return opened == null ? null : opened.credential();
    }

    /** What the credential holds, be it active or not; null when it is unknown or could not be opened. */
    public @Nullable Masked secret(UUID credentialId) {
        OpenedCredential opened = credentials.get(credentialId);
        return opened == null ? null : opened.key();
    }

    /** The credentials that could not be opened, and are out of service. */
    public Set<UUID> unreadable() {
        return unreadable;
    }

    private static OpenedCredential open(Credential credential, SecretBox box) {
        try {
            Masked key = box.openText(credential.sealed(), Credential.context(credential.id()));
            if (isSendable(key.reveal())) {
                return new OpenedCredential(credential, key);
            }
            LOG.errorf("credential %s is out of service: its key does not fit into a header", credential.id());
        } catch (UnsealException e) {
            LOG.errorf("credential %s cannot be opened and is out of service: %s", credential.id(), e.getMessage());
        }
        return new OpenedCredential(credential, null);
    }

    /** A header takes visible ASCII; what refuses anything else would name it in its own error. */
    private static boolean isSendable(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
