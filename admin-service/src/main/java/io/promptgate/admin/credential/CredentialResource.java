package io.promptgate.admin.credential;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.http.Flag;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** {@code /credentials}. */
@Path(CredentialResource.PATH)
@Tag(name = "credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CredentialResource {
    static final String PATH = "/admin/v1/credentials";

    private final Reads reads;
    private final Writes writes;
    private final Vault vault;

    @Inject
    CredentialResource(Reads reads, Writes writes, Vault vault) {
        this.reads = reads;
        this.writes = writes;
        this.vault = vault;
    }

    @GET
    @Needs(Permission.CREDENTIAL_READ)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the credentials",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = CredentialView.class)))
    public Uni<Response> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() -> CredentialEntity.list(slice)
                .chain(rows -> CredentialUse.count(
                                rows.stream().map(row -> row.id).toList())
                        .map(counts -> Answer.ok(
                                slice.page(rows, row -> view(row, counts.getOrDefault(row.id, 0L)), row -> row.id)))));
    }

    @POST
    @Needs(Permission.CREDENTIAL_WRITE)
    @RequestBodySchema(NewCredential.class)
    @APIResponseSchema(value = CredentialView.class, responseCode = "201")
    public Uni<Response> create(Fields fields) {
        return writes.answer(change -> Catalogue.load()
                .map(known -> NewCredential.from(fields, known).entity(change, vault))
                .chain(credential -> credential.<CredentialEntity>persist())
                .map(credential -> {
                    change.add(Changed.credential(credential.id, "created"), null, CredentialView.of(credential));
                    return Answer.created(PATH + "/" + credential.id, view(credential, 0), credential.version);
                }));
    }

    @GET
    @Needs(Permission.CREDENTIAL_READ)
    @Path("/{id}")
    @APIResponseSchema(CredentialView.class)
    public Uni<Response> read(@RestPath UUID id) {
        return reads.answer(() -> CredentialEntity.need(id).chain(this::shown));
    }

    @PATCH
    @Needs(Permission.CREDENTIAL_WRITE)
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, FieldsReader.MERGE_PATCH})
    @RequestBodySchema(CredentialPatch.class)
    @APIResponseSchema(CredentialView.class)
    public Uni<Response> patch(
            @RestPath UUID id, Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> CredentialEntity.need(id).chain(credential -> {
            IfMatch.of(ifMatch).check(credential.version);
            return shown(CredentialPatch.from(fields, credential).apply(credential, change));
        }));
    }

    /** Rotates the secret in place: what uses the credential goes on with the new one. */
    @PUT
    @Needs(Permission.CREDENTIAL_WRITE)
    @Path("/{id}/secret")
    @RequestBodySchema(NewSecret.class)
    @APIResponseSchema(CredentialView.class)
    public Uni<Response> rotate(
            @RestPath UUID id, Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        NewSecret asked = NewSecret.from(fields);
        return writes.answer(change -> CredentialEntity.need(id).chain(credential -> {
            IfMatch.of(ifMatch).check(credential.version);
            vault.rotate(asked.secret(), credential, change);
            return shown(credential);
        }));
    }

    /** The projects that have a provider binding with it. */
    @GET
    @Needs(Permission.CREDENTIAL_READ)
    @Path("/{id}/projects")
    @APIResponse(
            responseCode = "200",
            description = "A slice of the projects that use it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = CredentialUse.Use.class)))
    public Uni<Response> projects(
            @RestPath UUID id, @RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() -> CredentialEntity.need(id)
                .chain(() -> CredentialUse.list(id, slice))
                .map(uses -> Answer.ok(slice.page(uses, use -> use, CredentialUse.Use::project))));
    }

    /** Removes a credential that nothing uses; with {@code force=true} also one in use, whose bindings it disables. */
    @DELETE
    @Needs(Permission.CREDENTIAL_WRITE)
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(
            @RestPath UUID id,
            @RestQuery @Nullable String force,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        boolean forced = Flag.of("force", force);
        return writes.answer(change -> CredentialEntity.need(id).chain(credential -> {
            IfMatch.of(ifMatch).check(credential.version);
            return CredentialUse.count(id).chain(projects -> remove(credential, projects, forced, change));
        }));
    }

    private static Uni<Answer> remove(CredentialEntity credential, long projects, boolean forced, Change change) {
        if (projects > 0 && !forced) {
            throw ProblemException.conflict("The credential is used by " + projects
                    + (projects == 1 ? " project" : " projects")
                    + "; with force=true it is removed all the same, and the provider is disabled there.");
        }
        change.add(Changed.credential(credential.id, "deleted"), CredentialView.of(credential), null);
        return CredentialUse.release(credential.id, change)
                .chain(credential::delete)
                .replaceWith(Answer.done());
    }

    private Uni<Answer> shown(CredentialEntity credential) {
        return CredentialUse.count(credential.id)
                .map(projects -> Answer.ok(view(credential, projects), credential.version));
    }

    private CredentialView view(CredentialEntity credential, long projects) {
        return CredentialView.of(credential, new CredentialView.UsedBy(projects), vault.state(credential));
    }
}
