package io.promptgate.admin.audit;

import io.promptgate.admin.http.Page;
import io.promptgate.admin.http.Slice;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /audit}. */
@Path("/admin/v1/audit")
@Tag(name = "audit")
@Needs(Permission.AUDIT_READ)
public final class AuditResource {
    private final AuditReader reader;
    private final AuditExport export;
    private final ChainWalk chain;

    @Inject
    AuditResource(AuditReader reader, AuditExport export, ChainWalk chain) {
        this.reader = reader;
        this.export = export;
        this.chain = chain;
    }

    /**
     * A slice, newest first; with {@code format} all lines that the filter takes, oldest first, as a stream.
     */
    @GET
    @Produces(MediaType.WILDCARD)
    @Parameter(in = ParameterIn.QUERY, name = "actor", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.QUERY, name = "kind", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.QUERY, name = "key", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.QUERY, name = "action", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.QUERY, name = "project", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Parameter(in = ParameterIn.QUERY, name = "since", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(in = ParameterIn.QUERY, name = "until", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @APIResponse(
            responseCode = "200",
            description = "A slice of the audit, or all of it as a stream",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = AuditView.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> list(
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String format,
            @Context UriInfo uri,
            @Context RoutingContext http) {
        AuditFilter filter = AuditFilter.of(uri.getQueryParameters());
        return switch (format == null ? "" : format) {
            case "" -> page(filter, Slice.of(limit, null).limit(), before(after));
            case "ndjson" -> export.ndjson(filter, http.response()).replaceWith(Response.ok()::build);
            case "csv" -> export.csv(filter, http.response()).replaceWith(Response.ok()::build);
            default -> throw ProblemException.badParameter("format", "must be ndjson or csv");
        };
    }

    /** Walks along the chain and names the first line that is gone or not as it was written. */
    @GET
    @Path("/verify")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Verification.class)
    public Uni<Verification> verify(@RestQuery @Nullable String anchor) {
        ChainWalk.Anchor noted = anchor == null ? null : ChainWalk.Anchor.read(anchor);
        if (anchor != null && noted == null) {
            throw ProblemException.badParameter("anchor", "must be the head of an earlier answer");
        }
        return chain.verify(noted);
    }

    private Uni<Response> page(AuditFilter filter, int limit, long before) {
        return reader.newest(filter, before, limit + 1).map(rows -> {
            List<AuditView> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
            String next = rows.size() > limit ? Long.toString(shown.getLast().number()) : null;
            return Response.ok(new Page<>(shown, next), MediaType.APPLICATION_JSON)
                    .build();
        });
    }

    private static long before(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw ProblemException.badParameter("after", "must be the next of the list's previous answer");
        }
        return Long.parseLong(after);
    }
}
