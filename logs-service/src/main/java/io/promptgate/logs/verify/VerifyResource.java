package io.promptgate.logs.verify;

import io.promptgate.common.filter.TimeText;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.Verification;
import io.promptgate.logs.store.Verified;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Verifies the figures against the rows. */
@Path("/logs/v1/verify")
@Produces(MediaType.APPLICATION_JSON)
public class VerifyResource {
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Verification verification;

    @Inject
    VerifyResource(Verification verification) {
        this.verification = verification;
    }

    /** Compares whole hours; takes about as long as reading all their rows. */
    @GET
    @Needs(Permission.STORE_READ)
    @Operation(summary = "Sums up the rows again, compares them with the kept figures, and reports every difference")
    public Uni<VerifyReply> verify(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to, @Context UriInfo uri) {
        QueryParameters.only(uri, List.of("from", "to"));
        Instant first = instant("from", from).truncatedTo(ChronoUnit.HOURS);
        Instant past = instant("to", to);
        Instant hour = past.truncatedTo(ChronoUnit.HOURS);
        Instant end = hour.equals(past) ? past : hour.plus(1, ChronoUnit.HOURS);
        if (!first.isBefore(end)) {
            throw ProblemException.badParameter("from", "must be earlier than to");
        }
        if (Duration.between(first, end).compareTo(LONGEST) > 0) {
            throw ProblemException.badParameter("from", "may be at most " + LONGEST.toDays() + " days before to");
        }
        return verification.verify(first, end).map(found -> reply(first, end, found));
    }

    private static VerifyReply reply(Instant from, Instant to, Verified found) {
        return new VerifyReply(
                found.found() == 0,
                from,
                to,
                new VerifyReply.Totals(found.requests(), found.costUsd()),
                new VerifyReply.Totals(found.rollupRequests(), found.rollupCostUsd()),
                found.found(),
                found.differences());
    }

    private static Instant instant(String name, @Nullable String text) {
        Instant instant = text == null ? null : TimeText.parse(text);
        if (instant == null) {
            throw ProblemException.badParameter(name, "must be " + TimeText.ALLOWED);
        }
        return instant;
    }
}
