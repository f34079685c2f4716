package io.promptgate.admin.probe;

import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Permission;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /credentials/{id}/test}. */
@Path("/admin/v1/credentials/{id}/test")
@Tag(name = "credentials")
@Produces(MediaType.APPLICATION_JSON)
public final class ProbeResource {
    private final Probes probes;
    private final CurrentVertxRequest request;

    @Inject
    ProbeResource(Probes probes, CurrentVertxRequest request) {
        this.probes = probes;
        this.request = request;
    }

    /** Lets a gateway make one cheap call of the provider with the credential's key, and says what came of it. */
    @POST
    @Needs(Permission.CREDENTIAL_WRITE)
    @Consumes(MediaType.WILDCARD)
    @APIResponseSchema(ProbeView.class)
    @APIResponse(responseCode = "429", description = "It was tested too often")
    public Uni<ProbeView> test(@RestPath UUID id) {
        return probes.test(id, Origin.of(request.getCurrent()));
    }
}
