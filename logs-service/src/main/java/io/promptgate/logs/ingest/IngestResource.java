package io.promptgate.logs.ingest;

import io.promptgate.logs.store.GapTable;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.logs.store.Stored;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where gateways send their records. */
@Path("/internal/v1/log-events")
@Needs(Permission.SERVICE_CALL)
public class IngestResource {
    private static final Logger LOG = Logger.getLogger(IngestResource.class);

    private final RecordStore store;
    private final IngestConfig config;
    private final GapTable gaps;
    private final InFlight inFlight;
    private final IngestMeters meters;

    @Inject
    IngestResource(RecordStore store, GapTable gaps, IngestConfig config, InFlight inFlight, IngestMeters meters) {
        this.gaps = gaps;
        this.store = store;
        this.config = config;
        this.inFlight = inFlight;
        this.meters = meters;
    }

    /**
     * Keeps a batch for good before it answers.
     *
     * @param packing {@code gzip}, or null where it is not packed
     */
    @POST
    @Consumes("application/x-ndjson")
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "Takes a batch of records, one JSON object per line; the same record twice is kept once")
    public Uni<IngestReply> ingest(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String packing,
            @HeaderParam(PlainBody.LENGTH) @Nullable Long plainLength) {
        PlainBody plain = PlainBody.of(body, packing, packing == null ? length : plainLength, config);
        long size = plain.size();
        if (!inFlight.in(size)) {
            throw ProblemException.unavailable("Other batches are being taken; try again.");
        }
        // also when the gateway has gone meanwhile: room that nobody gives back would be lost for good
        return taken(plain).onTermination().invoke(() -> inFlight.out(size));
    }

    private Uni<IngestReply> taken(PlainBody body) {
        return Uni.createFrom().item(() -> read(body)).chain(batch -> {
            long start = System.nanoTime();
            return gaps.add(batch.gaps())
                    .chain(told -> store.add(batch.records()).map(stored -> reply(batch, told, stored)))
                    .invoke(reply -> report(reply, start))
                    .invoke(() -> meters.took(batch));
        });
    }

    private static IngestReply reply(Batch batch, int gapsAdded, Stored stored) {
        return batch.reply(
                stored.added() + gapsAdded,
                stored.refused().stream().collect(Collectors.toMap(Stored.Refused::id, Stored.Refused::reason)));
    }

    private Batch read(PlainBody body) {
        byte[] bytes;
        try {
            bytes = body.read();
        } catch (IOException e) {
            throw ProblemException.badRequest("The body broke off.");
        }
        Batch batch = Batch.read(bytes, config.maxRecords());
        if (batch == null) {
            throw ProblemException.tooLarge("A batch has at most " + config.maxRecords() + " records.");
        }
        return batch;
    }

    private void report(IngestReply reply, long start) {
        meters.took(reply, start);
        if (!reply.rejected().isEmpty()) {
            IngestReply.Rejected first = reply.rejected().getFirst();
            LOG.warnf(
                    "%d lines of a batch hold no record; the first is line %d: %s",
                    reply.rejected().size(), first.line(), first.error());
        }
    }
}
