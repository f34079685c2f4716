package io.promptgate.admin.catalogue;

import io.promptgate.admin.apply.Directory;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All providers at one moment, in catalogue order: the built-in ones, then those that the operator added. Immutable.
 *
 * @param byKey unmodifiable
 */
public record Catalogue(Map<String, Provider> byKey) {

    /** Reads it in the session under way. */
    public static Uni<Catalogue> load() {
        return ProviderEntity.list()
                .map(rows -> of(rows.stream().map(ProviderRows::provider).toList()));
    }

    /** What a document leads to: the built-in ones, and those that it lists or leaves. */
    public static Catalogue in(Directory directory) {
        return of(directory.things(ProviderSection.KIND, ProviderThing.class).stream()
                .map(ProviderThing::provider)
                .toList());
    }

    /** What stands for a provider of the operator's own where ids are asked for: it is known by its key alone. */
    public static UUID id(String key) {
        return UUID.nameUUIDFromBytes((ProviderSection.KIND + ":" + key).getBytes(StandardCharsets.UTF_8));
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

    /** Those that come with this version, in catalogue order. */
    static Map<String, Provider> builtIn() {
        Map<String, Provider> byKey = new LinkedHashMap<>();
        Arrays.stream(ProviderPreset.values()).forEach(preset -> byKey.put(preset.key(), preset.provider()));
        return byKey;
    }

    private static Catalogue of(List<Provider> own) {
        Map<String, Provider> byKey = builtIn();
        own.forEach(provider -> byKey.put(provider.key(), provider));
        return new Catalogue(Collections.unmodifiableMap(byKey));
    }
}
