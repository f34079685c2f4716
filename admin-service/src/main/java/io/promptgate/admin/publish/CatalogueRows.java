package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.config.Catalogue;
import io.promptgate.common.json.Json;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts the catalogue together from the rows of the operator's providers and of the switches. */
final class CatalogueRows {
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

    private CatalogueRows() {}

    /**
     * The catalogue.
     *
     * @param off the keys of built-in providers that are switched off
     */
    static Catalogue catalogue(List<Row> own, List<String> off) {
        Set<String> disabled = new HashSet<>(off);
        own.stream().filter(row -> !row.getBoolean("enabled")).forEach(row -> disabled.add(row.getString("key")));
        return new Catalogue(own.stream().map(CatalogueRows::provider).toList(), disabled);
    }

    private static Provider provider(Row row) {
        return new Provider(
                row.getString("key"),
                row.getString("name"),
                row.getString("base_url"),
                Dialect.OPENAI,
                AuthStyle.valueOf(row.getString("auth").toUpperCase(Locale.ROOT)),
                StreamUsage.valueOf(row.getString("stream_usage").toUpperCase(Locale.ROOT)),
                read(row.getString("drop_fields"), LIST),
                read(row.getString("rename_fields"), MAP),
                0,
                row.getString("key_header"));
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds what was written into it", e);
        }
    }
}
