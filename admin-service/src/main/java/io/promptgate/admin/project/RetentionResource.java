package io.promptgate.admin.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.ProjectRetention;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What logs-service asks for: how long the logs of projects stay that have times of their own. Not a public API. */
@Path("/internal/v1/retention")
@Needs(Permission.SERVICE_CALL)
public final class RetentionResource {
    private static final String OWN = "select uuid, log_retention_days, log_body_retention_days from config.project"
            + " where log_retention_days is not null or log_body_retention_days is not null order by uuid";

    private final StoreGate gate;
    private final Pool pool;

    @Inject
    RetentionResource(StoreGate gate, Pool pool) {
        this.gate = gate;
        this.pool = pool;
    }

    /** All projects with times of their own; not modified when the caller has them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> all(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return gate.call(() -> pool.query(OWN).execute())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RetentionResource::retention)
                        .toList())
                .map(Unchecked.function(all -> answer(all, ifNoneMatch)));
    }

    private static Response answer(List<ProjectRetention> all, @Nullable String ifNoneMatch)
            throws JsonProcessingException {
        String body = Json.MAPPER.writeValueAsString(all);
        String etag = '"' + TokenHash.of(body).hex() + '"';
        return (etag.equals(ifNoneMatch) ? Response.notModified() : Response.ok(body))
                .header(HttpHeaders.ETAG, etag)
                .build();
    }

    private static ProjectRetention retention(Row row) {
        return new ProjectRetention(
                row.getUUID("uuid"), row.getInteger("log_retention_days"), row.getInteger("log_body_retention_days"));
    }
}
