package io.promptgate.logs.upkeep;

import io.promptgate.logs.store.Partitions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps partitions ready for the days to come. */
@Singleton
public final class PartitionChore implements Chore {
    private final Partitions partitions;
    private final UpkeepConfig config;

    @Inject
    PartitionChore(Partitions partitions, UpkeepConfig config) {
        this.partitions = partitions;
        this.config = config;
    }

    @Override
    public String name() {
        return "partitions";
    }

    @Override
    public Duration every() {
        return config.partitionsEvery();
    }

    @Override
    public void run() {
        partitions.make(config.daysAhead()).await().indefinitely();
    }
}
