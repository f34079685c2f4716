package io.promptgate.admin.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.TokenUses;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What gateways tell of the use of tokens, now and then. It makes no revision. Not a public API. */
@Path("/internal/v1/token-uses")
public final class TokenUseResource {
    // the newest word counts, whichever gateway's it is, and none is of the future
    private static final String NOTE = "insert into config.token_use as known (token_id, last_used_at)"
            + " select t.id, least(max(u.at), now()) from unnest($1::uuid[], $2::timestamptz[]) as u (id, at)"
            + " join config.token t on t.id = u.id group by t.id order by t.id"
            + " on conflict (token_id) do update"
            + " set last_used_at = greatest(known.last_used_at, excluded.last_used_at)";

    private final StoreGate store;
    private final Pool pool;

    @Inject
    TokenUseResource(StoreGate store, Pool pool) {
        this.store = store;
        this.pool = pool;
    }

    @POST
    @Needs(Permission.SERVICE_CALL)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> note(byte[] body) {
        TokenUses told = read(body);
        UUID[] tokens = told.uses().stream().map(TokenUses.Use::token).toArray(UUID[]::new);
        OffsetDateTime[] times = told.uses().stream()
                .map(use -> use.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        Tuple values = Tuple.tuple().addArrayOfUUID(tokens).addArrayOfOffsetDateTime(times);
        return store.call(() -> pool.preparedQuery(NOTE).execute(values))
                .map(_ -> Response.noContent().build());
    }

    private static TokenUses read(byte[] body) {
        @Nullable TokenUses told;
        try {
            told = Json.MAPPER.readValue(body, TokenUses.class);
        } catch (JsonProcessingException _) {
            throw ProblemException.badRequest("The body must be the uses of tokens in JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (told == null || told.uses().size() > TokenUses.MOST) {
            throw ProblemException.badRequest("The body must be at most " + TokenUses.MOST + " uses of tokens.");
        }
        return told;
    }
}
