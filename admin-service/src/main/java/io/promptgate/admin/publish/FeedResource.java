package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What gateways call: snapshot, changes as they come, and their word on what they serve. Not a public API. */
@Path("/internal/v1/config")
@Needs(Permission.SERVICE_CALL)
public final class FeedResource {
    private static final String REPLICA = "x-promptgate-replica";
    private static final String LINEAGE = "x-promptgate-lineage";
    private static final Pattern REPLICA_NAME = Pattern.compile("[a-zA-Z0-9._:-]{1,128}");
    private static final Pattern REVISION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");
    private static final long NONE = 0;

    private final StoreGate store;
    private final ConfigReader reader;
    private final Replicas replicas;
    private final Signals signals;
    private final FeedConfig config;
    private final Streams streams;

    @Inject
    FeedResource(
            StoreGate store,
            ConfigReader reader,
            Replicas replicas,
            Signals signals,
            FeedConfig config,
            Streams streams) {
        this.store = store;
        this.reader = reader;
        this.replicas = replicas;
        this.signals = signals;
        this.config = config;
        this.streams = streams;
    }

    /** The whole configuration. The gateway is registered before it is read, so that a later write waits for it. */
    @GET
    @Path("/snapshot")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> snapshot(
            @HeaderParam(REPLICA) @Nullable String replica,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        String name = replica(replica);
        long known = known(ifNoneMatch);
        return store.call(() -> replicas.register(name, Math.max(known, NONE)).chain(() -> reader.snapshot(known)))
                .map(FeedResource::response);
    }

    /** The operator's prices alone, for logs-service, which prices records anew. */
    @GET
    @Path("/prices")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Prices> prices() {
        return store.call(reader::prices);
    }

    /** What leads on from a revision, as it comes. */
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Uni<Void> events(
            @HeaderParam(REPLICA) @Nullable String replica,
            @QueryParam("since") @Nullable String since,
            @QueryParam("lineage") @Nullable String lineage,
            @Context RoutingContext http) {
        String name = replica(replica);
        Position from = new Position(revision(since), lineage(lineage));
        return store.call(() -> replicas.register(name, from.revision()).chain(reader::head))
                .invoke(head -> signals.revisions().raise(head.revision()))
                .chain(head -> stream(name, events(from, head), http.response()));
    }

    /** A gateway's word on the revision that it serves, or that it leaves. */
    @POST
    @Path("/acks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> ack(byte[] body) {
        ConfigAck ack = read(body);
        return store.call(() -> replicas.note(ack))
                .invoke(signals.acks()::next)
                .map(_ -> Response.noContent().build());
    }

    /** Those of a position that is of this database; else the word to read all of it anew. */
    private Multi<FeedEvent> events(Position from, Position head) {
        boolean known = from.revision() != head.revision()
                || from.lineage() == null
                || from.lineage().equals(head.lineage());
        return known
                ? new Feed(reader, signals.revisions(), config.heartbeat(), from).events(head.revision())
                : Multi.createFrom().item(FeedEvent.resync(head.revision()));
    }

    private Uni<Void> stream(String gateway, Multi<FeedEvent> events, HttpServerResponse response) {
        Uni<Void> sent = EventStream.send(events, response);
        streams.opened(gateway, response);
        return sent.onTermination().invoke(() -> streams.closed(response));
    }

    private static Response response(Snapshot snapshot) {
        Response.ResponseBuilder response =
                snapshot.content() == null ? Response.notModified() : Response.ok(snapshot.content());
        Position position = snapshot.position();
        if (position.lineage() != null) {
            response.header(LINEAGE, position.lineage());
        }
        return response.header(HttpHeaders.ETAG, IfMatch.etag(position.revision()))
                .build();
    }

    private static ConfigAck read(byte[] body) {
        @Nullable ConfigAck ack;
        try {
            ack = Json.MAPPER.readValue(body, ConfigAck.class);
        } catch (JsonProcessingException _) {
            throw ProblemException.badRequest("The body must be an acknowledgement in JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ack == null) {
            throw ProblemException.badRequest("The body must be an acknowledgement.");
        }
        return new ConfigAck(replica(ack.replica()), Math.max(ack.revision(), NONE), ack.leaving());
    }

    private static String replica(@Nullable String name) {
        if (name == null || !REPLICA_NAME.matcher(name).matches()) {
            throw ProblemException.badParameter(REPLICA, "must be 1 to 128 of a-z A-Z 0-9 . _ : -");
        }
        return name;
    }

    private static long revision(@Nullable String text) {
        if (text == null || !REVISION.matcher(text).matches()) {
            throw ProblemException.badParameter("since", "must be the number of a revision");
        }
        return Long.parseLong(text);
    }

    private static @Nullable UUID lineage(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("lineage", "must be that of a snapshot");
        }
    }

    /** The revision that the caller has; -1 when it names none. */
    private static long known(@Nullable String etag) {
        Matcher matcher = ETAG.matcher(etag == null ? "" : etag);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
