package io.promptgate.admin.catalogue;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.http.Flag;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Page;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /providers}: the catalogue. */
@Path(ProviderResource.PATH)
@Tag(name = "providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProviderResource {
    static final String PATH = "/admin/v1/providers";

    private final Reads reads;
    private final Writes writes;
    private final AddressRules addresses;

    @Inject
    ProviderResource(Reads reads, Writes writes, AddressRules addresses) {
        this.reads = reads;
        this.writes = writes;
        this.addresses = addresses;
    }

    /** All providers in catalogue order; their number is bounded, so that the list is never sliced. */
    @GET
    @Needs(Permission.PROVIDER_READ)
    @APIResponse(
            responseCode = "200",
            description = "All providers",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ProviderView.class)))
    public Uni<Response> list() {
        return reads.answer(() -> SwitchEntity.<SwitchEntity>listAll()
                .chain(switches -> ProviderEntity.list().map(own -> Answer.ok(page(switches, own)))));
    }

    @GET
    @Needs(Permission.PROVIDER_READ)
    @Path("/{key}")
    @APIResponseSchema(ProviderView.class)
    public Uni<Response> read(@RestPath String key) {
        Optional<Provider> builtIn = ProviderPreset.find(key);
        return reads.answer(() -> builtIn.isPresent()
                ? SwitchEntity.<SwitchEntity>findById(key)
                        .map(set -> shown(new Switch.Built(builtIn.orElseThrow(), set)))
                : ProviderEntity.need(key).map(ProviderResource::shown));
    }

    /** Adds a provider: a server that speaks OpenAI's language. */
    @POST
    @Needs(Permission.PROVIDER_WRITE)
    @RequestBodySchema(NewProvider.class)
    @APIResponseSchema(value = ProviderView.class, responseCode = "201")
    public Uni<Response> create(Fields fields) {
        NewProvider asked = NewProvider.from(fields.peek("key"), fields);
        return addresses
                .check(asked.baseUrl())
                .chain(() ->
                        writes.answer(change -> ProviderEntity.find(asked.key()).chain(there -> {
                            if (there != null) {
                                throw ProblemException.conflict("There is a provider " + asked.key() + " already.");
                            }
                            return add(asked, change);
                        })));
    }

    /** Adds a provider, or replaces one that was added. */
    @PUT
    @Needs(Permission.PROVIDER_WRITE)
    @Path("/{key}")
    @RequestBodySchema(NewProvider.class)
    @APIResponseSchema(ProviderView.class)
    public Uni<Response> put(
            @RestPath String key,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        mustBeOwn(key);
        NewProvider asked = NewProvider.from(key, fields);
        IfMatch condition = new IfMatch(ifMatch, ifNoneMatch);
        return addresses
                .check(asked.baseUrl())
                .chain(() -> writes.answer(
                        change -> ProviderEntity.find(key).chain(there -> put(there, asked, condition, change))));
    }

    /** Changes a provider that was added; of a built-in one, whether it is enabled. */
    @PATCH
    @Needs(Permission.PROVIDER_WRITE)
    @Path("/{key}")
    @Consumes({MediaType.APPLICATION_JSON, FieldsReader.MERGE_PATCH})
    @RequestBodySchema(NewProvider.class)
    @APIResponseSchema(ProviderView.class)
    public Uni<Response> patch(
            @RestPath String key, Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        IfMatch condition = IfMatch.of(ifMatch);
        Optional<Provider> builtIn = ProviderPreset.find(key);
        if (builtIn.isPresent()) {
            return writes.answer(change -> Switch.turn(builtIn.orElseThrow(), fields, condition, change)
                    .map(ProviderResource::shown));
        }
        String url = fields.peek("base_url");
        Uni<Void> checked = url == null ? Uni.createFrom().voidItem() : addresses.check(NewProvider.withoutSlash(url));
        return checked.chain(() ->
                writes.answer(change -> ProviderEntity.need(key).map(row -> {
                    condition.check(row.version);
                    return shown(NewProvider.from(fields, row).apply(row, change, "changed"));
                })));
    }

    /** Removes a provider that nothing stands on; with {@code force=true} also what stands on it. */
    @DELETE
    @Needs(Permission.PROVIDER_WRITE)
    @Path("/{key}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(
            @RestPath String key,
            @RestQuery @Nullable String force,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        mustBeOwn(key);
        boolean forced = Flag.of("force", force);
        return writes.answer(change -> ProviderEntity.need(key).chain(row -> {
            IfMatch.of(ifMatch).check(row.version);
            return ProviderUse.of(key).chain(use -> remove(row, use, forced, change));
        }));
    }

    private static Uni<Answer> remove(ProviderEntity row, ProviderUse use, boolean forced, Change change) {
        if (!use.isNone() && !forced) {
            throw ProblemException.conflict("The provider has " + use.shown()
                    + "; with force=true it is removed all the same, and they with it.");
        }
        return ProviderUse.release(row.key, change)
                .chain(row::delete)
                .invoke(() -> change.add(Changed.provider(row.key, "deleted"), ProviderView.of(row), null))
                .replaceWith(Answer.done());
    }

    private static Uni<Answer> put(
            @Nullable ProviderEntity there, NewProvider asked, IfMatch condition, Change change) {
        if (there == null) {
            condition.checkAbsent();
            return add(asked, change);
        }
        condition.check(there.version);
        return Uni.createFrom().item(shown(asked.apply(there, change, "replaced")));
    }

    private static Uni<Answer> add(NewProvider asked, Change change) {
        return ProviderEntity.count().chain(count -> {
            if (count >= ProviderRules.MOST) {
                throw ProblemException.refused("There are " + count + " providers already, and no more are allowed.");
            }
            return asked.entity(change)
                    .<ProviderEntity>persist()
                    .map(row -> Answer.created(PATH + "/" + row.key, ProviderView.of(row), row.version));
        });
    }

    private static void mustBeOwn(String key) {
        if (ProviderPreset.keys().contains(key)) {
            throw ProviderRules.builtIn(key);
        }
    }

    private static Page<ProviderView> page(List<SwitchEntity> switches, List<ProviderEntity> own) {
        Map<String, SwitchEntity> byKey =
                switches.stream().collect(Collectors.toMap(set -> set.key, Function.identity()));
        List<ProviderView> views = new ArrayList<>();
        Arrays.stream(ProviderPreset.values())
                .forEach(preset -> views.add(ProviderView.of(preset.provider(), byKey.get(preset.key()))));
        own.forEach(row -> views.add(ProviderView.of(row)));
        return new Page<>(views, null);
    }

    private static Answer shown(Switch.Built provider) {
        return Answer.ok(provider.view(), provider.version());
    }

    private static Answer shown(ProviderEntity row) {
        return Answer.ok(ProviderView.of(row), row.version);
    }
}
