package io.promptgate.admin.publish;

import io.promptgate.admin.http.Page;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /replicas}: which gateway serves which revision. */
@Path("/admin/v1/replicas")
@Tag(name = "revisions")
@Needs(Permission.REVISION_READ)
@Produces(MediaType.APPLICATION_JSON)
public final class ReplicaResource {
    private final StoreGate store;
    private final Replicas replicas;

    @Inject
    ReplicaResource(StoreGate store, Replicas replicas) {
        this.store = store;
        this.replicas = replicas;
    }

    /** All gateways, by name. One that has been silent for a day is forgotten. */
    @GET
    @APIResponse(
            responseCode = "200",
            description = "All gateways",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ReplicaView.class)))
    public Uni<Page<ReplicaView>> list() {
        return store.call(replicas::all).map(all -> new Page<>(all, null));
    }
}
