package io.promptgate.gateway.start;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits on conditions, looking often. */
public final class Awaited {
    private static final Duration POLL = Duration.ofMillis(5);

    private Awaited() {}

    public static void until(Duration atMost, Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(atMost).until(condition);
    }

    public static <T> T value(Duration atMost, Supplier<@Nullable T> source) {
        until(atMost, () -> source.get() != null);
        return Objects.requireNonNull(source.get());
    }
}
