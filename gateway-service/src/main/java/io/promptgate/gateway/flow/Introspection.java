package io.promptgate.gateway.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.auth.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a project's own token may see of the project, as the gateway serves it now. Secrets, their hashes and
 * credentials are no part of it.
 */
final class Introspection {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int MOST_DIGITS = 3;

    private Introspection() {}

    /** The project, and the token that asks. */
    static ObjectNode info(Caller caller) {
        Project project = caller.project().project();
        ObjectNode info = Json.MAPPER
                .createObjectNode()
                .put("uuid", project.uuid().toString())
                .put("name", project.name())
                .put("project_type", project.type().name().toLowerCase(Locale.ROOT))
                .put("env", project.env())
                .put("is_active", project.active())
                .put("revision", caller.configuration().revision());
        info.set("token", token(caller.token()));
        ArrayNode aliases = info.putArray("aliases");
        project.aliases().forEach(alias -> aliases.add(alias.name()));
        ArrayNode providers = info.putArray("providers");
        project.bindings().stream()
                .filter(binding -> binding.enabled() && !caller.configuration().isDisabled(binding.provider()))
                .map(ProviderBinding::provider)
                .forEach(providers::add);
        return info;
    }

    /**
     * The project's tokens in order of creation, a slice of them.
     *
     * @throws ApiException {@code invalid_request} when a parameter is not of its form
     */
    static ObjectNode tokens(Caller caller, @Nullable String limit, @Nullable String after) {
        int most = limit(limit);
        UUID behind = after(after);
        List<Token> tokens = caller.project().project().tokens();
        Stream<Token> rest = behind == null
                ? tokens.stream()
                : tokens.stream().dropWhile(token -> !token.id().equals(behind)).skip(1);
        List<Token> slice = rest.limit(most + 1L).toList();
        boolean more = slice.size() > most;
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode data = page.putArray("data");
        slice.stream().limit(most).map(Introspection::token).forEach(data::add);
        return page.put("next", more ? slice.get(most - 1).id().toString() : null);
    }

    /** No project has endpoints yet. */
    static ObjectNode endpoints() {
        ObjectNode page = Json.MAPPER.createObjectNode();
        page.putArray("data");
        return page.putNull("next");
    }

    private static ObjectNode token(Token token) {
        ObjectNode shown =
                Json.MAPPER.createObjectNode().put("id", token.id().toString()).put("name", token.name());
        ArrayNode scopes = shown.putArray("scopes");
        Stream.of(Scope.values())
                .filter(token.scopes()::contains)
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .forEach(scopes::add);
        Token.Former former = token.former();
        return shown.put("expires_at", time(token.expiresAt()))
                .put("former_until", former == null ? null : Json.time(former.until()));
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : Json.time(at);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = digits ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST, "limit must be a number from 1 to " + MOST + ".", "limit");
        }
        return limit;
    }

    private static @Nullable UUID after(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST, "after must be the next of the list's previous answer.", "after");
        }
    }
}
