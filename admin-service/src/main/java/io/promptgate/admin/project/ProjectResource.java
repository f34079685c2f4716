package io.promptgate.admin.project;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Changed;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /projects}. */
@Path(ProjectResource.PATH)
@Tag(name = "projects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProjectResource {
    static final String PATH = "/admin/v1/projects";

    private final Reads reads;
    private final Writes writes;

    @Inject
    ProjectResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @GET
    @Needs(Permission.PROJECT_LIST)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the projects",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ProjectView.class)))
    public Uni<Response> list(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String after, @Context RoutingContext http) {
        Slice slice = Slice.of(limit, after);
        Set<UUID> visible = Origin.of(http).caller().visible();
        return reads.answer(() -> ProjectEntity.list(slice, visible)
                .map(rows -> Answer.ok(slice.page(rows, ProjectView::of, row -> row.uuid))));
    }

    @POST
    @Needs(Permission.PROJECT_CREATE)
    @RequestBodySchema(NewProject.class)
    @APIResponseSchema(value = ProjectView.class, responseCode = "201")
    public Uni<Response> create(Fields fields) {
        NewProject asked = NewProject.from(fields);
        return writes.answer(change -> asked.entity(change)
                .<ProjectEntity>persist()
                .map(project -> {
                    change.add(Changed.project(project.uuid, "created"), null, ProjectView.of(project));
                    return Answer.created(PATH + "/" + project.uuid, ProjectView.of(project), project.version);
                }));
    }

    @GET
    @Needs(Permission.PROJECT_READ)
    @Path("/{uuid}")
    @APIResponseSchema(ProjectView.class)
    public Uni<Response> read(@RestPath UUID uuid) {
        return reads.answer(() -> ProjectEntity.need(uuid).map(ProjectResource::shown));
    }

    @PATCH
    @Needs(Permission.PROJECT_WRITE)
    @Path("/{uuid}")
    @Consumes({MediaType.APPLICATION_JSON, FieldsReader.MERGE_PATCH})
    @RequestBodySchema(ProjectPatch.class)
    @APIResponseSchema(ProjectView.class)
    public Uni<Response> patch(
            @RestPath UUID uuid, Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> ProjectEntity.need(uuid).map(project -> {
            IfMatch.of(ifMatch).check(project.version);
            return shown(ProjectPatch.from(fields, project).apply(project, change));
        }));
    }

    /** Removes the project with all that it owns. */
    @DELETE
    @Needs(Permission.PROJECT_DELETE)
    @Path("/{uuid}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(@RestPath UUID uuid, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> ProjectEntity.need(uuid).chain(project -> {
            IfMatch.of(ifMatch).check(project.version);
            change.add(Changed.project(uuid, "deleted"), ProjectView.of(project), null);
            return project.delete().replaceWith(Answer.done());
        }));
    }

    private static Answer shown(ProjectEntity project) {
        return Answer.ok(ProjectView.of(project), project.version);
    }
}
