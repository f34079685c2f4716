package io.promptgate.logs.upkeep;

import io.promptgate.logs.store.RollupFold;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Folds new figures into those of minutes, hours and days. */
@Singleton
public final class FoldChore implements Chore {
    private final RollupFold rollups;
    private final UpkeepConfig config;

    @Inject
    FoldChore(RollupFold rollups, UpkeepConfig config) {
        this.rollups = rollups;
        this.config = config;
    }

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public Duration every() {
        return config.foldEvery();
    }

    @Override
    public void run() {
        int folded;
        do {
            folded = rollups.fold(config.foldMost()).await().indefinitely();
        } while (folded == config.foldMost());
    }
}
