package io.promptgate.admin.apply;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Flag;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Head;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /config}: the whole configuration as one document in YAML or JSON. */
@Path("/admin/v1/config")
@Tag(name = "configuration as code")
public final class ConfigResource {
    private final Reading reading;
    private final Configurations configurations;
    private final Writes writes;
    private final Vertx vertx;

    @Inject
    ConfigResource(Reading reading, Configurations configurations, Writes writes, Vertx vertx) {
        this.reading = reading;
        this.configurations = configurations;
        this.writes = writes;
        this.vertx = vertx;
    }

    /** The document of all there is; its ETag is the revision. Never holds a secret. */
    @GET
    @Needs(Permission.CONFIG_READ)
    @Produces({MediaType.APPLICATION_JSON, Documents.YAML})
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Documents.YAML, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> export(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        boolean yaml = wants(accept, Documents.YAML);
        return configurations.read(state -> {
            String document = yaml ? Documents.yaml(Export.of(state)) : Documents.json(Export.of(state));
            return Response.ok(document, yaml ? Documents.YAML : MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.ETAG, IfMatch.etag(state.revision()))
                    .build();
        });
    }

    /** What an apply of the document would do. Changes nothing. */
    @POST
    @Needs(Permission.CONFIG_READ)
    @Path("/plan")
    @Consumes({MediaType.APPLICATION_JSON, Documents.YAML})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(summary = "Plan")
    @RequestBody(
            description = "A document, or an envelope of a document and secrets",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Documents.YAML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "The plan",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PlanView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> plan(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept,
            @RestQuery @Nullable String prune) {
        boolean pruned = Flag.of("prune", prune);
        return document(body, type)
                .chain(document -> configurations.read(state -> {
                    Directory directory = new Directory(document);
                    state.enter(directory);
                    Plan plan = new Planner(state, directory, pruned).plan(document.fields());
                    return response(PlanView.of(state.revision(), plan, List.of()), accept);
                }));
    }

    /** Makes the configuration what the document says, in one transaction and one revision. */
    @POST
    @Needs(Permission.CONFIG_APPLY)
    @Path("/apply")
    @Consumes({MediaType.APPLICATION_JSON, Documents.YAML})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Apply")
    @RequestBody(
            description = "A document, or an envelope of a document and secrets",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Documents.YAML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponseSchema(PlanView.class)
    public Uni<Response> apply(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @RestQuery @Nullable String prune,
            @RestQuery("expected_revision") @Nullable String expected,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        boolean pruned = Flag.of("prune", prune);
        Long revision = Head.expected(expected);
        return document(body, type)
                .chain(document -> writes.answer(change -> {
                    long head = change.number() - 1;
                    Head.check(revision, head);
                    IfMatch.of(ifMatch).check(head);
                    return configurations.apply(document, pruned, change).map(Answer::ok);
                }));
    }

    /** Off the event loop: a large document takes a while. */
    private Uni<Document> document(byte[] body, @Nullable String type) {
        return vertx.executeBlocking(() -> reading.read(body, !wants(type, Documents.YAML)))
                .chain(configurations::inquire);
    }

    private static Response response(PlanView plan, @Nullable String accept) {
        return wants(accept, MediaType.TEXT_PLAIN)
                ? Response.ok(plan.text(), MediaType.TEXT_PLAIN + ";charset=utf-8")
                        .build()
                : Response.ok(plan, MediaType.APPLICATION_JSON).build();
    }

    private static boolean wants(@Nullable String header, String type) {
        return header != null && header.contains(type);
    }
}
