package io.promptgate.admin.catalogue;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All providers at one moment, in catalogue order: the built-in ones, then those that the operator added. Immutable.
 *
 * @param byKey unmodifiable
 */
public record Catalogue(Map<String, Provider> byKey) {

    /** Reads it in the session under way. */
    public static Uni<Catalogue> load() {
        return ProviderEntity.list().map(Catalogue::with);
    }

    /** The provider, or a 404 problem that names all of them. */
    public Provider need(String key) {
        Provider provider = byKey.get(key);
        if (provider == null) {
            throw ProblemException.notFound(
                    "provider", key + " in the catalogue; it has " + String.join(", ", byKey.keySet()));
        }
        return provider;
    }

    private static Catalogue with(List<ProviderEntity> own) {
        Map<String, Provider> byKey = new LinkedHashMap<>();
        Arrays.stream(ProviderPreset.values()).forEach(preset -> byKey.put(preset.key(), preset.provider()));
        own.forEach(row -> byKey.put(row.key, ProviderRows.provider(row)));
        return new Catalogue(Collections.unmodifiableMap(byKey));
    }
}
