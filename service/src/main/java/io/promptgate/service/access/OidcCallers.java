package io.promptgate.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.service.start.StartRefused;
import io.quarkus.runtime.Startup;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Says who a token's subject is to the table, by the token's claims. The token has been verified before: signature,
 * issuer, audience, time. A token without a role that means something here gives none.
 */
@Singleton
@Startup
public final class OidcCallers implements SecurityIdentityAugmentor {
    private final OidcConfig config;
    private final RoleMapping mapping;

    @Inject
    OidcCallers(OidcConfig config) {
        this.config = config;
        this.mapping = mapping(config);
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        TokenCredential token = identity.getCredential(TokenCredential.class);
        if (identity.isAnonymous() || token == null) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder(identity)
                        .addAttribute(Bearer.CALLER, caller(claims(token.getToken())))
                        .build());
    }

    private Caller caller(JsonNode claims) {
        String subject = claims.path("sub").asText();
        if (subject.isEmpty()) {
            throw new AuthenticationFailedException();
        }
        List<String> values = RoleMapping.values(claims, config.roleClaim());
        Map<UUID, Role> projects = config.projectClaim()
                .map(path -> RoleMapping.projects(claims, path))
                .orElse(Map.of());
        return mapping.caller("oidc:" + subject, values, projects);
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new AuthenticationFailedException(e);
        }
    }

    private static RoleMapping mapping(OidcConfig config) {
        if (config.enabled() && config.issuer().isEmpty()) {
            throw new StartRefused("PROMPTGATE_OIDC_ISSUER is not set, and PROMPTGATE_OIDC_ENABLED is true");
        }
        if (config.enabled() && config.audience().isEmpty()) {
            throw new StartRefused("PROMPTGATE_OIDC_AUDIENCE is not set; without it tokens for any service would do");
        }
        try {
            return RoleMapping.of(config.roles());
        } catch (IllegalArgumentException e) {
            throw new StartRefused("PROMPTGATE_OIDC_ROLES: " + e.getMessage());
        }
    }
}
