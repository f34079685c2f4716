package io.promptgate.logs.drift;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterException;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.FiguresQuery;
import io.promptgate.logs.store.GroupBy;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Compares the log with a provider's own export of usage or costs. Nothing of the export is kept. */
@Path("/logs/v1/drift")
@Needs(Permission.STORE_READ)
@Produces(MediaType.APPLICATION_JSON)
public class DriftResource {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_DAYS = 366;
    private static final Duration DAY = Duration.ofDays(1);

    private final RecordStore store;
    private final DriftConfig config;

    @Inject
    DriftResource(RecordStore store, DriftConfig config) {
        this.store = store;
        this.config = config;
    }

    /** Day by day and model by model, over the days that the export tells of. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "Compares tokens and costs with a provider's usage or cost export, by day and model")
    public Uni<DriftReport> drift(
            byte[] export,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("format") @Nullable String format,
            @Context UriInfo uri) {
        QueryParameters.only(uri, List.of("provider", "format"));
        if (export.length > config.maxBody().asLongValue()) {
            throw ProblemException.tooLarge(
                    "The export must be at most " + config.maxBody().asLongValue() + " bytes.");
        }
        UsageExport kind = kind(provider);
        List<ExportRow> rows = kind.read(export, isJson(format, export));
        if (rows.isEmpty()) {
            throw ProblemException.refused("The export says nothing of any day.");
        }
        String key = kind.name().toLowerCase(Locale.ROOT);
        LocalDate from =
                rows.stream().map(ExportRow::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate to =
                rows.stream().map(ExportRow::day).max(Comparator.naturalOrder()).orElseThrow();
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw ProblemException.refused("The export spans more than " + MOST_DAYS + " days.");
        }
        return store.figures(query(key, from, to), MOST_ROWS + 1).map(figures -> {
            if (figures.size() > MOST_ROWS) {
                throw ProblemException.refused("There are too many models and days to compare; export fewer days.");
            }
            Drift drift = new Drift();
            rows.forEach(drift::theirs);
            figures.forEach(drift::ours);
            return drift.report(key, from, to);
        });
    }

    private static FiguresQuery query(String provider, LocalDate from, LocalDate to) {
        try {
            return new FiguresQuery(
                    null, start(from), start(to.plusDays(1)), GroupBy.MODEL, DAY, Filter.parse("provider:" + provider));
        } catch (FilterException e) {
            throw new IllegalStateException("a provider's key can be filtered by", e);
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static UsageExport kind(@Nullable String provider) {
        for (UsageExport kind : UsageExport.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(provider)) {
                return kind;
            }
        }
        throw ProblemException.badParameter("provider", "must be openai or anthropic");
    }

    /** As is said; else by what the export begins with. */
    private static boolean isJson(@Nullable String format, byte[] export) {
        if (format == null) {
            return looksLikeJson(export);
        }
        return switch (format) {
            case "json" -> true;
            case "csv" -> false;
            default -> throw ProblemException.badParameter("format", "must be json or csv");
        };
    }

    private static boolean looksLikeJson(byte[] export) {
        for (byte character : export) {
            if (!Character.isWhitespace(character)) {
                return character == '{' || character == '[';
            }
        }
        return false;
    }
}
