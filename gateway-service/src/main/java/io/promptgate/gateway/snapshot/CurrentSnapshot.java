package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.secret.SecretBox;
import jakarta.inject.Singleton;

/**
 * The configuration that is served now. Read by every request, from any thread, without a lock; changed by
 * {@link SnapshotFeed} alone. From the moment a change returns, every new request sees it.
 */
@Singleton
public final class CurrentSnapshot {
    private final SecretBox box;
    private volatile Configuration current = Configuration.empty();

    public CurrentSnapshot(SecretBox box) {
        this.box = box;
    }

    public Configuration get() {
        return current;
    }

    public synchronized void replace(ConfigSnapshot snapshot) {
        current = current.become(snapshot, box);
    }

    /**
     * Takes a change over.
     *
     * @return false when it does not start at the revision that is served
     */
    public synchronized boolean apply(ConfigChange change) {
        Configuration now = current;
        if (change.from() != now.revision()) {
            return false;
        }
        current = now.become(now.snapshot().apply(change), box);
        return true;
    }
}
