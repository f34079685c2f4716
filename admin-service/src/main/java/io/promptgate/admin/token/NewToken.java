package io.promptgate.admin.token;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.limit.LimitColumns;
import io.promptgate.admin.limit.LimitRules;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.config.Scope;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a token is made from.
 *
 * @param scopes {@code chat} and {@code models} when not sent
 * @param expiresAt never when not sent
 * @param metadata a JSON object of the caller's own
 */
public record NewToken(
        String name,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        @JsonUnwrapped Limits limits,
        @JsonUnwrapped Budgets budgets) {

    static NewToken from(Fields fields) {
        NewToken token = new NewToken(
                fields.text("name", Rule.NAME),
                fields.choices("scopes", TokenRules.SCOPES, TokenRules.SCOPES_DEFAULT),
                fields.future("expires_at", null),
                fields.metadata("metadata", TokenRules.NO_METADATA),
                LimitRules.limits(fields, Limits.NONE),
                LimitRules.budgets(fields, Budgets.NONE));
        fields.check();
        return token;
    }

    TokenEntity entity(UUID project, Masked secret, Change change) {
        TokenEntity entity = new TokenEntity();
        entity.id = UuidV7.next();
        entity.projectUuid = project;
        entity.name = name;
        entity.hash = TokenHash.of(secret.reveal()).hex();
        entity.preview = secret.preview();
        entity.scopes = TokenRules.joined(scopes);
        entity.expiresAt = expiresAt;
        entity.metadata = metadata;
        entity.limits = LimitColumns.of(limits, budgets);
        entity.version = change.number();
        entity.createdAt = change.at();
        entity.updatedAt = change.at();
        return entity;
    }
}
