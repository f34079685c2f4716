package io.promptgate.admin.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.admin.apply.Inquiry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where the base URLs that a document lists lead to: names in them are looked up before the transaction. */
@Singleton
public final class ListedAddresses implements Inquiry {
    private static final int AT_ONCE = 8;

    private final AddressRules addresses;

    @Inject
    ListedAddresses(AddressRules addresses) {
        this.addresses = addresses;
    }

    /** More than so many providers cannot be there, and of what is behind nothing is looked up. */
    @Override
    public Uni<Map<String, String>> faults(JsonNode document) {
        Set<String> urls = new LinkedHashSet<>();
        document.path(ProviderSection.LIST)
                .forEach(listed -> urls.add(
                        NewProvider.withoutSlash(listed.path(AddressRules.FIELD).asText())));
        return Multi.createFrom()
                .iterable(urls)
                .select()
                .first(ProviderRules.MOST)
                .onItem()
                .transformToUni(url -> addresses.look(url).map(fault -> Map.entry(url, fault)))
                .merge(AT_ONCE)
                .collect()
                .in(
                        HashMap<String, String>::new,
                        (faults, entry) -> entry.getValue().ifPresent(fault -> faults.put(entry.getKey(), fault)))
                .map(Map::copyOf);
    }
}
