package io.promptgate.admin.token;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.limit.LimitColumns;
import io.promptgate.admin.limit.LimitRules;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Scope;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a token can be changed, beside the secret; fields that are not sent stay as they are. */
public record TokenPatch(
        String name,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        @JsonUnwrapped Limits limits,
        @JsonUnwrapped Budgets budgets) {

    static TokenPatch from(Fields fields, TokenEntity now) {
        TokenPatch patch = new TokenPatch(
                fields.text("name", Rule.NAME, now.name),
                fields.choices("scopes", TokenRules.SCOPES, TokenRules.split(now.scopes)),
                fields.future("expires_at", now.expiresAt),
                fields.metadata("metadata", now.metadata),
                LimitRules.limits(fields, LimitColumns.limits(now.limits)),
                LimitRules.budgets(fields, LimitColumns.budgets(now.limits)));
        fields.check();
        return patch;
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    TokenEntity apply(TokenEntity entity, Change change) {
        if (!equals(of(entity))) {
            TokenView before = TokenView.of(entity);
            entity.name = name;
            entity.scopes = TokenRules.joined(scopes);
            entity.expiresAt = expiresAt;
            entity.metadata = metadata;
            entity.limits = LimitColumns.of(limits, budgets);
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(
                    Changed.inProject(entity.projectUuid, "token", entity.id.toString(), "changed"),
                    before,
                    TokenView.of(entity));
        }
        return entity;
    }

    private static TokenPatch of(TokenEntity entity) {
        return new TokenPatch(
                entity.name,
                TokenRules.split(entity.scopes),
                entity.expiresAt,
                entity.metadata,
                LimitColumns.limits(entity.limits),
                LimitColumns.budgets(entity.limits));
    }
}
