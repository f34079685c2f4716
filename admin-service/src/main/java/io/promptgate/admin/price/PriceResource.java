package io.promptgate.admin.price;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Flag;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /prices}: the bundled prices and the operator's own over them. A model's name may hold slashes. */
@Path("/admin/v1/prices")
@Tag(name = "prices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PriceResource {
    private final Reads reads;
    private final Writes writes;
    private final PriceBook book;

    @Inject
    PriceResource(Reads reads, Writes writes, PriceBook book) {
        this.reads = reads;
        this.writes = writes;
        this.book = book;
    }

    @GET
    @Needs(Permission.PRICE_READ)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the effective prices, in the order of their names",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = PriceView.class)))
    public Uni<Response> list(
            @RestQuery @Nullable String provider,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        PricePage page = PricePage.of(provider, limit, after);
        return reads.answer(() -> PriceEntity.list(page.provider(), page.after(), page.fetch())
                .map(set -> Answer.ok(page.of(set, bundled(page)))));
    }

    @GET
    @Needs(Permission.PRICE_READ)
    @Path("/{provider}/{model: .+}")
    @APIResponseSchema(PriceView.class)
    public Uni<Response> read(@RestPath String provider, @RestPath String model) {
        PriceKey key = new PriceKey(provider, model);
        return reads.answer(() -> PriceEntity.find(key)
                .map(row -> row == null ? Answer.ok(bundled(key)) : Answer.ok(PriceView.of(row), row.version)));
    }

    @PUT
    @Needs(Permission.PRICE_WRITE)
    @Path("/{provider}/{model: .+}")
    @RequestBodySchema(PriceView.class)
    @APIResponseSchema(PriceView.class)
    public Uni<Response> put(
            @RestPath String provider,
            @RestPath String model,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        PriceKey key = new PriceKey(provider, model);
        IfMatch condition = new IfMatch(ifMatch, ifNoneMatch);
        return writes.answer(change -> Catalogue.load()
                .map(known -> NewPrice.read(key, fields, known))
                .chain(asked -> PriceEntity.find(key).chain(there -> put(there, key, asked, condition, change))));
    }

    /** Removes the operator's price; the bundled one of the same name, if there is one, holds again. */
    @DELETE
    @Needs(Permission.PRICE_WRITE)
    @Path("/{provider}/{model: .+}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(
            @RestPath String provider,
            @RestPath String model,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        PriceKey key = new PriceKey(provider, model);
        return writes.answer(change -> PriceEntity.need(key).chain(row -> {
            IfMatch.of(ifMatch).check(row.version);
            return PriceBook.remove(row, change).replaceWith(Answer.done());
        }));
    }

    /** Takes prices over from a file in LiteLLM's format; a file with one bad price is refused as a whole. */
    @POST
    @Needs(Permission.PRICE_WRITE)
    @Path("/import")
    @RequestBody(
            description = "model_prices_and_context_window.json",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponseSchema(value = ImportReport.class, responseCode = "200")
    public Uni<Response> importFile(
            byte[] file, @RestQuery @Nullable String force, @RestQuery("dry_run") @Nullable String dryRun) {
        boolean forced = Flag.of("force", force);
        boolean dry = Flag.of("dry_run", dryRun);
        LiteLlmFile prices = LiteLlmFile.read(file);
        return writes.answer(change -> PriceEntity.<PriceEntity>listAll().chain(set -> {
            PriceImport run = new PriceImport(prices, set, book.bundled(), forced);
            return dry
                    ? Uni.createFrom().item(Answer.ok(run.report()))
                    : run.write(change).replaceWith(Answer.ok(run.report()));
        }));
    }

    private static Uni<Answer> put(
            @Nullable PriceEntity there, PriceKey key, Price asked, IfMatch condition, Change change) {
        if (there == null) {
            condition.checkAbsent();
            return PriceBook.write(null, key, asked, PriceBook.SET, change)
                    .map(made -> Answer.created(path(key), PriceView.of(made), made.version));
        }
        condition.check(there.version);
        return PriceBook.write(there, key, asked, PriceBook.SET, change)
                .map(row -> Answer.ok(PriceView.of(row), row.version));
    }

    private PriceView bundled(PriceKey key) {
        Price price = book.bundled().get(key);
        if (price == null) {
            throw ProblemException.notFound("price of", key);
        }
        return PriceView.bundled(key, price);
    }

    private SortedMap<PriceKey, PriceView> bundled(PricePage page) {
        NavigableMap<PriceKey, PriceView> rows = new TreeMap<>(PriceBook.byName());
        book.bundled().tailMap(page.after(), false).forEach((key, price) -> {
            if (page.provider() == null || page.provider().equals(key.provider())) {
                rows.put(key, PriceView.bundled(key, price));
            }
        });
        return rows;
    }

    private static String path(PriceKey key) {
        return "/admin/v1/prices/" + key.provider() + "/"
                + key.model().replace("%", "%25").replace(" ", "%20");
    }
}
