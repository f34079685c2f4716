package io.promptgate.admin.catalogue;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.StreamUsage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a provider of the operator's own is made or replaced with: a server that speaks OpenAI's language.
 *
 * @param baseUrl everything before {@code /chat/completions}
 * @param auth how it wants its key: {@code bearer} (default), {@code header}, {@code none}
 * @param keyHeader the header that takes the key, where {@code auth} is {@code header}
 * @param streamUsage {@code on_request} (default): it tells a stream's usage when {@code stream_options} asks;
 *     {@code always}: it does unasked
 * @param drop top-level request fields that it refuses
 * @param rename top-level request fields that it knows by another name
 * @param enabled default true
 */
public record NewProvider(
        String key,
        String name,
        String baseUrl,
        @Schema(implementation = String.class) AuthStyle auth,
        @Nullable String keyHeader,
        @Schema(implementation = String.class) StreamUsage streamUsage,
        List<String> drop,
        Map<String, String> rename,
        boolean enabled) {

    public NewProvider {
        drop = List.copyOf(drop);
        rename = Map.copyOf(rename);
    }

    /** Of the whole that a POST or PUT sends. */
    static NewProvider from(@Nullable String key, Fields fields) {
        NewProvider asked = read(key, fields);
        fields.check();
        return asked;
    }

    /** Tells errors by the fields, and goes on. */
    static NewProvider read(@Nullable String key, Fields fields) {
        NewProvider asked = new NewProvider(
                ProviderRules.key(key, fields),
                fields.text("name", Rule.NAME),
                withoutSlash(fields.text("base_url", ProviderRules.BASE_URL)),
                fields.choice("auth", ProviderRules.AUTH, AuthStyle.BEARER),
                fields.textOrNull("key_header", ProviderRules.HEADER, null),
                fields.choice("stream_usage", ProviderRules.STREAM_USAGE, StreamUsage.ON_REQUEST),
                fields.texts("drop", ProviderRules.FIELD, ProviderRules.MOST_FIELDS, List.of()),
                fields.pairs("rename", ProviderRules.FIELD, ProviderRules.MOST_FIELDS, Map.of()),
                fields.flag("enabled", true));
        return asked.checked(fields);
    }

    /** Of what a PATCH sends; what it does not send stays. */
    static NewProvider from(Fields fields, ProviderEntity now) {
        fields.fixed("key", "is set when the provider is made and never changes");
        NewProvider asked = new NewProvider(
                        now.key,
                        fields.text("name", Rule.NAME, now.name),
                        withoutSlash(fields.text("base_url", ProviderRules.BASE_URL, now.baseUrl)),
                        fields.choice("auth", ProviderRules.AUTH, auth(now)),
                        fields.textOrNull("key_header", ProviderRules.HEADER, now.keyHeader),
                        fields.choice("stream_usage", ProviderRules.STREAM_USAGE, streamUsage(now)),
                        fields.texts(
                                "drop",
                                ProviderRules.FIELD,
                                ProviderRules.MOST_FIELDS,
                                ProviderRows.list(now.dropFields)),
                        fields.pairs(
                                "rename",
                                ProviderRules.FIELD,
                                ProviderRules.MOST_FIELDS,
                                ProviderRows.map(now.renameFields)),
                        fields.flag("enabled", now.enabled))
                .checked(fields);
        fields.check();
        return asked;
    }

    ProviderEntity entity(Change change) {
        ProviderEntity entity = new ProviderEntity();
        entity.key = key;
        entity.createdAt = change.at();
        return write(entity, null, change, "created");
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    ProviderEntity apply(ProviderEntity entity, Change change, String action) {
        return equals(of(entity)) ? entity : write(entity, ProviderView.of(entity), change, action);
    }

    /** As it is now. */
    static NewProvider of(ProviderEntity now) {
        return new NewProvider(
                now.key,
                now.name,
                now.baseUrl,
                auth(now),
                now.keyHeader,
                streamUsage(now),
                ProviderRows.list(now.dropFields),
                ProviderRows.map(now.renameFields),
                now.enabled);
    }

    private ProviderEntity write(ProviderEntity entity, @Nullable ProviderView before, Change change, String action) {
        entity.name = name;
        entity.baseUrl = baseUrl;
        entity.auth = Names.of(auth);
        entity.keyHeader = keyHeader;
        entity.streamUsage = Names.of(streamUsage);
        entity.dropFields = ProviderRows.text(drop);
        entity.renameFields = ProviderRows.text(new TreeMap<>(rename));
        entity.enabled = enabled;
        entity.version = change.number();
        entity.updatedAt = change.at();
        change.add(Changed.provider(key, action), before, ProviderView.of(entity));
        return entity;
    }

    private NewProvider checked(Fields fields) {
        ProviderRules.header(this, fields);
        ProviderRules.fields(this, fields);
        return this;
    }

    private static AuthStyle auth(ProviderEntity row) {
        return AuthStyle.valueOf(row.auth.toUpperCase(Locale.ROOT));
    }

    private static StreamUsage streamUsage(ProviderEntity row) {
        return StreamUsage.valueOf(row.streamUsage.toUpperCase(Locale.ROOT));
    }

    /** A base URL with one closing slash is the same without it. */
    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
