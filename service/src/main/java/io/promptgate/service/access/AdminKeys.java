package io.promptgate.service.access;

import io.promptgate.common.secret.TokenHash;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The admin keys that are valid now, in memory, so that a flood of wrong keys reaches no database. Whoever knows the
 * keys replaces them here as they change; keys that were not confirmed for too long are not accepted any more.
 * Thread-safe.
 */
@Singleton
public final class AdminKeys {
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private volatile Ring ring = new Ring(Map.of(), Instant.MIN);

    /**
     * Sets the keys that are valid from now on.
     *
     * @param validFor how long without another word
     */
    public void replace(List<AdminKey> keys, Duration validFor) {
        Map<TokenHash, AdminKey> byHash = new HashMap<>();
        keys.forEach(key -> byHash.put(key.hash(), key));
        ring = new Ring(Map.copyOf(byHash), Instant.now().plus(validFor));
    }

    /** Says that the keys are still the same. */
    public void confirm(Duration validFor) {
        ring = new Ring(ring.keys(), Instant.now().plus(validFor));
    }

    /** All keys that are known, in no order; null before the first word. */
    public @Nullable List<AdminKey> all() {
        Ring now = ring;
        return now.until().equals(Instant.MIN) ? null : List.copyOf(now.keys().values());
    }

    /** When each key was last used, for those used since this was last asked. */
    public List<Use> takeUsed() {
        List<Use> uses = new ArrayList<>();
        used.keySet().forEach(id -> {
            Instant at = used.remove(id);
            if (at != null) {
                uses.add(new Use(id, at));
            }
        });
        return uses;
    }

    /** Notes uses, for those that could not be written down, and for what another service tells. */
    public void noteUsed(List<Use> uses) {
        uses.forEach(use -> used.merge(use.id(), use.at(), (a, b) -> a.isAfter(b) ? a : b));
    }

    /** The caller with the key of this hash; null when there is none such, or not any more. */
    @Nullable
    Caller find(TokenHash hash) {
        Ring known = ring;
        AdminKey key = known.keys().get(hash);
        Instant now = Instant.now();
        if (key == null || key.isExpired(now) || now.isAfter(known.until())) {
            return null;
        }
        used.put(key.id(), now);
        return key.caller();
    }

    /** The last use of a key. */
    public record Use(UUID id, Instant at) {}

    private record Ring(Map<TokenHash, AdminKey> keys, Instant until) {}
}
