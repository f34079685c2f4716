package io.promptgate.admin.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a gateway tells of a credential that it was asked to test. Not a public API. */
@Path("/internal/v1/credential-probes")
public final class AnswerResource {
    private final StoreGate store;
    private final ProbeTable table;

    @Inject
    AnswerResource(StoreGate store, ProbeTable table) {
        this.store = store;
        this.table = table;
    }

    @POST
    @Needs(Permission.SERVICE_CALL)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> tell(byte[] body) {
        ProbeResult result = read(body);
        return store.call(() -> table.tell(result))
                .map(_ -> Response.noContent().build());
    }

    private static ProbeResult read(byte[] body) {
        @Nullable ProbeResult result;
        try {
            result = Json.MAPPER.readValue(body, ProbeResult.class);
        } catch (JsonProcessingException _) {
            throw ProblemException.badRequest("The body must be the result of a test in JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (result == null || result.id() == null || result.outcome() == null) {
            throw ProblemException.badRequest("The body must be the result of a test.");
        }
        return result;
    }
}
