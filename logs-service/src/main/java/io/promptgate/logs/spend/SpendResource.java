package io.promptgate.logs.spend;

import io.promptgate.common.filter.TimeText;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.Spend;
import io.promptgate.logs.store.SpendTable;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What tokens have used in the day and the month, as gateways ask for it. Not a public API. */
@Path("/internal/v1/spend")
@Produces(MediaType.APPLICATION_JSON)
public class SpendResource {
    private static final int MOST = 100;

    private final SpendTable table;

    @Inject
    SpendResource(SpendTable table) {
        this.table = table;
    }

    /**
     * Sums up what the kept figures say.
     *
     * @param day the day's first instant, a whole minute; the gateways' time zone is theirs
     * @param month the month's first instant
     * @param tokens ids with commas between, 100 at most
     */
    @GET
    @Needs(Permission.SERVICE_CALL)
    @Operation(hidden = true)
    public Uni<SpendReply> spend(
            @QueryParam("day") @Nullable String day,
            @QueryParam("month") @Nullable String month,
            @QueryParam("tokens") @Nullable String tokens,
            @Context UriInfo uri) {
        QueryParameters.only(uri, List.of("day", "month", "tokens"));
        Instant dayStart = minute("day", day);
        Instant monthStart = minute("month", month);
        List<UUID> ids = ids(tokens);
        return table.since(monthStart, ids)
                .chain(months -> table.since(dayStart, ids).map(days -> reply(ids, days, months)));
    }

    private static SpendReply reply(List<UUID> ids, Map<UUID, Spend> days, Map<UUID, Spend> months) {
        List<SpendReply.Row> rows = new ArrayList<>();
        for (UUID id : ids) {
            Spend month = months.get(id);
            if (month != null) {
                rows.add(new SpendReply.Row(id, days.getOrDefault(id, Spend.NOTHING), month));
            }
        }
        return new SpendReply(rows);
    }

    private static Instant minute(String name, @Nullable String text) {
        Instant instant = text == null ? null : TimeText.parse(text);
        if (instant == null || !instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))) {
            throw ProblemException.badParameter(name, "must be a whole minute; " + TimeText.ALLOWED);
        }
        return instant;
    }

    private static List<UUID> ids(@Nullable String text) {
        List<UUID> ids = new ArrayList<>();
        try {
            for (String id : (text == null ? "" : text).split(",", -1)) {
                ids.add(UUID.fromString(id));
            }
        } catch (IllegalArgumentException _) {
            ids.clear();
        }
        if (ids.isEmpty() || ids.size() > MOST) {
            throw ProblemException.badParameter("tokens", "must be 1 to " + MOST + " ids with commas between");
        }
        return ids;
    }
}
