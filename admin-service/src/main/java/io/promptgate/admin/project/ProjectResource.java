package io.promptgate.admin.project;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Changed;
import io.promptgate.service.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
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
@RolesAllowed(Role.OWNER)
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
    @APIResponse(responseCode = "200", description = "A slice of the projects")
    public Uni<Response> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() ->
                ProjectEntity.list(slice).map(rows -> Answer.ok(slice.page(rows, ProjectView::of, row -> row.uuid))));
    }

    @POST
    @RequestBodySchema(NewProject.class)
    @APIResponseSchema(value = ProjectView.class, responseCode = "201")
    public Uni<Response> create(Fields fields) {
        NewProject asked = NewProject.from(fields);
        return writes.answer(change -> asked.entity(change)
                .<ProjectEntity>persist()
                .map(project -> {
                    change.add(Changed.project(project.uuid, "created"));
                    return Answer.created(PATH + "/" + project.uuid, ProjectView.of(project), project.version);
                }));
    }

    @GET
    @Path("/{uuid}")
    @APIResponseSchema(ProjectView.class)
    public Uni<Response> read(@RestPath UUID uuid) {
        return reads.answer(() -> ProjectEntity.need(uuid).map(ProjectResource::shown));
    }

    @PATCH
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
    @Path("/{uuid}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(@RestPath UUID uuid, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> ProjectEntity.need(uuid).chain(project -> {
            IfMatch.of(ifMatch).check(project.version);
            change.add(Changed.project(uuid, "deleted"));
            return project.delete().replaceWith(Answer.done());
        }));
    }

    private static Answer shown(ProjectEntity project) {
        return Answer.ok(ProjectView.of(project), project.version);
    }
}
