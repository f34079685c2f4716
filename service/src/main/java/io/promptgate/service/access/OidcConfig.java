package io.promptgate.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sign-in with access tokens of an OpenID Connect issuer. */
@ConfigMapping(prefix = "promptgate.oidc")
public interface OidcConfig {
    /** Whether tokens of the issuer are accepted beside admin keys. */
    @WithDefault("false")
    boolean enabled();

    /** The issuer, exactly as its tokens' {@code iss} has it; its discovery document is below it. */
    Optional<String> issuer();

    /** What the tokens' {@code aud} must have at least one of. Without it a token for any other service would do. */
    Optional<List<String>> audience();

    /** This service's own name at the issuer, where it asks for one. Nothing is requested with it. */
    @WithDefault("promptgate")
    String clientId();

    /** Where in the token the roles are: names of claims, {@code /} between them. A text or a list of texts. */
    @WithDefault("roles")
    String roleClaim();

    /**
     * What the role claim's values mean: {@code value=role} for a role everywhere, {@code value=role@project-uuid} for
     * one in a project.
     */
    @WithDefault(
            "promptgate-owner=owner,promptgate-admin=admin,promptgate-developer=developer,promptgate-viewer=viewer")
    List<String> roles();

    /** Where in the token the roles in projects are: an object of project to role, or a list of {@code uuid:role}. */
    Optional<String> projectClaim();

    /** How far the issuer's clock and this one's may be apart, in seconds. */
    @WithDefault("30")
    int clockSkewSeconds();

    /** How often at most the issuer is asked for its keys when a token names one that is not known. */
    @WithDefault("30s")
    Duration keysEvery();
}
