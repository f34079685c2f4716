package io.promptgate.admin.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit.
 *
 * @param number its place in the chain, without gaps
 * @param actor who, for example {@code admin-key:1a2b3c4d} or {@code oidc:} and the token's subject
 * @param role the actor's where it acted
 * @param address the network address that the call came from
 * @param requestId the answer's {@code x-request-id}
 * @param kind {@code project}, {@code alias}, …; {@code sign_in} and {@code permission} for what was refused
 * @param action as a past participle
 * @param revision that the change made
 * @param times how many refusals that were alike this line stands for
 * @param before the thing as it was, secrets masked; absent for something new
 * @param after the thing as it is; absent for something that is gone
 * @param hash SHA-256 over the hash of the line before and this line
 */
public record AuditView(
        long number,
        Instant createdAt,
        String actor,
        @Nullable UUID keyId,
        @Nullable String role,
        String address,
        @Nullable UUID requestId,
        String kind,
        String key,
        String action,
        @Nullable UUID project,
        @Nullable Long revision,
        long times,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String before,

        @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String after,

        String hash) {

    static AuditView of(Row row) {
        return new AuditView(
                row.getLong("number"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("actor"),
                row.getUUID("key_id"),
                row.getString("role"),
                row.getString("address"),
                row.getUUID("request_id"),
                row.getString("kind"),
                row.getString("key"),
                row.getString("action"),
                row.getUUID("project_uuid"),
                row.getLong("revision"),
                row.getLong("times"),
                row.getString("changed_from"),
                row.getString("changed_to"),
                row.getString("hash"));
    }
}
