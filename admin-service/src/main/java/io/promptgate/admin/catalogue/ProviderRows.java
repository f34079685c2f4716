package io.promptgate.admin.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of providers as the providers that they are, and their lists as the text in a column. */
final class ProviderRows {
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

    private ProviderRows() {}

    static Provider provider(ProviderEntity row) {
        return new Provider(
                row.key,
                row.name,
                row.baseUrl,
                Dialect.OPENAI,
                AuthStyle.valueOf(row.auth.toUpperCase(Locale.ROOT)),
                StreamUsage.valueOf(row.streamUsage.toUpperCase(Locale.ROOT)),
                list(row.dropFields),
                map(row.renameFields),
                0,
                row.keyHeader);
    }

    static List<String> list(String json) {
        return read(json, LIST);
    }

    static Map<String, String> map(String json) {
        return read(json, MAP);
    }

    static String text(Object listOrMap) {
        try {
            return Json.MAPPER.writeValueAsString(listOrMap);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds what was written into it", e);
        }
    }
}
