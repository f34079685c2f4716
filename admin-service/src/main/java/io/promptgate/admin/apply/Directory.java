package io.promptgate.admin.apply;

import io.promptgate.common.secret.Masked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is, by id and by name: at first what the database has, and as the document is read, what it will have.
 * Also has the values of the secrets that the document refers to. Not thread-safe.
 */
public final class Directory {
    private final Map<UUID, Entry> byId = new LinkedHashMap<>();
    private final Map<String, List<UUID>> byName = new HashMap<>();
    private final Set<UUID> removed = new HashSet<>();
    private final Map<String, Masked> secrets;
    private final Map<String, String> faults;

    /** For an export. */
    Directory() {
        this.secrets = Map.of();
        this.faults = Map.of();
    }

    Directory(Document document) {
        this.secrets = document.secrets();
        this.faults = document.faults();
    }

    private record Entry(
            String kind,
            @Nullable UUID project,
            String name,
            @Nullable Thing thing) {
        String key() {
            return Directory.key(kind, project, name);
        }
    }

    /**
     * Notes a thing, in the place of what had its id.
     *
     * @param thing null while only its name is known
     */
    void put(String kind, Place place, String name, @Nullable Thing thing) {
        Entry entry = new Entry(kind, place.project(), name, thing);
        Entry before = byId.put(place.id(), entry);
        if (before != null) {
            byName.getOrDefault(before.key(), List.of()).remove(place.id());
        }
        byName.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(place.id());
    }

    void remove(UUID id) {
        removed.add(id);
    }

    /** Whether the thing will be gone. */
    public boolean isRemoved(UUID id) {
        return removed.contains(id);
    }

    /** Whether no other thing of the kind has the name, within the project if one is named. */
    public boolean isUnique(String kind, @Nullable UUID project, String name) {
        return byName.getOrDefault(key(kind, project, name), List.of()).size() <= 1;
    }

    /** The ids of the things of this name. */
    public List<UUID> named(String kind, @Nullable UUID project, String name) {
        return List.copyOf(byName.getOrDefault(key(kind, project, name), List.of()));
    }

    /** How the document refers to a thing that belongs to no project: by its name, or by its id where two share it. */
    public String reference(String kind, UUID id) {
        Entry entry = byId.get(id);
        return entry == null || !isUnique(kind, null, entry.name()) ? id.toString() : entry.name();
    }

    /** The things that a reference can mean: one if it is right, more if the name is shared. */
    public List<UUID> referred(String kind, String reference) {
        List<UUID> named = named(kind, null, reference);
        if (!named.isEmpty()) {
            return named;
        }
        return byId.entrySet().stream()
                .filter(e -> e.getValue().kind().equals(kind)
                        && e.getKey().toString().equals(reference))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The thing, if it is known whole. */
    public <T extends Thing> Optional<T> thing(UUID id, Class<T> type) {
        Entry entry = byId.get(id);
        return entry == null || entry.thing() == null ? Optional.empty() : Optional.of(type.cast(entry.thing()));
    }

    /** The things of a kind that are known whole and stay. */
    public <T extends Thing> List<T> things(String kind, Class<T> type) {
        return byId.entrySet().stream()
                .filter(e -> e.getValue().kind().equals(kind) && !isRemoved(e.getKey()))
                .map(e -> e.getValue().thing())
                .filter(Objects::nonNull)
                .map(type::cast)
                .toList();
    }

    /** The thing's name. */
    String name(UUID id) {
        Entry entry = byId.get(id);
        return entry == null ? id.toString() : entry.name();
    }

    /** The value of a reference to a secret; null when the request has none. */
    public @Nullable Masked secret(@Nullable String reference) {
        return reference == null ? null : secrets.get(reference);
    }

    /** What an {@link Inquiry} found wrong with a text of the document. */
    public Optional<String> fault(String text) {
        return Optional.ofNullable(faults.get(text));
    }

    private static String key(String kind, @Nullable UUID project, String name) {
        return kind + " " + (project == null ? "" : project) + " " + name;
    }
}
