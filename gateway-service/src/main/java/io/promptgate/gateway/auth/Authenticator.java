package io.promptgate.gateway.auth;

import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.Scope;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.gateway.snapshot.ProjectIndex;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who asks, by the hash of the whole token. Missing, malformed, unknown, revoked and expired tokens get the same
 * words at the same cost. Thread-safe.
 */
@Singleton
public final class Authenticator {
    private static final String BEARER = "bearer ";
    private static final Set<Scope> TO_INSPECT = EnumSet.of(Scope.ADMIN);

    private final Clock clock;

    public Authenticator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Finds the caller; says nothing yet of what it may do.
     *
     * @param configuration the revision that the request is served from
     * @param authorization the header's value, or null
     * @throws ApiException {@code invalid_api_key}
     */
    public Caller identify(Configuration configuration, @Nullable String authorization) {
        Caller caller = known(configuration, authorization);
        if (caller == null) {
            throw new ApiException(
                    ErrorCode.INVALID_API_KEY,
                    "The API key is not valid. Send a PromptGate token as 'Authorization: Bearer pg_live_…'.");
        }
        return caller;
    }

    /** The caller, if it is one. */
    public Optional<Caller> find(Configuration configuration, @Nullable String authorization) {
        return Optional.ofNullable(known(configuration, authorization));
    }

    private @Nullable Caller known(Configuration configuration, @Nullable String authorization) {
        Configuration.KnownToken known = configuration.token(TokenHash.of(bearer(authorization)));
        ProjectIndex project = known == null ? null : configuration.project(known.project());
        return known == null || project == null || known.token().expired(clock.instant())
                ? null
                : new Caller(configuration, project, known.token());
    }

    /**
     * Checks that the caller may call models, or see them, in the project that the path names.
     *
     * @param path the project as it stands in the path
     * @param scopes one of them is enough
     * @throws ApiException {@code project_mismatch}, {@code project_inactive}, {@code wrong_project_type},
     *     {@code insufficient_scope}
     */
    public void admit(Caller caller, String path, Set<Scope> scopes) {
        demandOwn(caller, path);
        if (caller.project().project().type() != ProjectType.AI_WRAPPER) {
            throw new ApiException(
                    ErrorCode.WRONG_PROJECT_TYPE,
                    "This is a gateway project; its endpoints are at /api/" + path + "/{endpoint}.");
        }
        demandScope(caller, scopes);
    }

    /**
     * Checks that the caller may see what the project that the path names is made of; projects of both types.
     *
     * @throws ApiException {@code project_mismatch}, {@code project_inactive}, {@code insufficient_scope}
     */
    public void admitToInspect(Caller caller, String path) {
        demandOwn(caller, path);
        demandScope(caller, TO_INSPECT);
    }

    private static void demandOwn(Caller caller, String path) {
        var project = caller.project().project();
        if (!project.uuid().toString().equals(path)) {
            throw new ApiException(ErrorCode.PROJECT_MISMATCH, "The API key does not belong to this project.");
        }
        if (!project.active()) {
            throw new ApiException(ErrorCode.PROJECT_INACTIVE, "The project is switched off.");
        }
    }

    private static void demandScope(Caller caller, Set<Scope> scopes) {
        for (Scope scope : scopes) {
            if (caller.token().scopes().contains(scope)) {
                return;
            }
        }
        throw new ApiException(
                ErrorCode.INSUFFICIENT_SCOPE, "The API key lacks the scope for this call; it needs " + names(scopes));
    }

    /** The token behind {@code Bearer}; the empty text where there is none, which no token's hash is of. */
    private static String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static String names(Set<Scope> scopes) {
        StringBuilder names = new StringBuilder();
        for (Scope scope : scopes) {
            names.append(names.isEmpty() ? "" : " or ").append(scope.name().toLowerCase(Locale.ROOT));
        }
        return names.append('.').toString();
    }
}
