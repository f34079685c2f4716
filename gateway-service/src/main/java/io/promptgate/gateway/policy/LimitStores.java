package io.promptgate.gateway.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where limits are counted, as the settings have it. */
@Singleton
final class LimitStores {
    private static final int RENEWALS_PER_LEASE = 3;

    private final LocalStore local = new LocalStore(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    private final Vertx vertx;
    private final @Nullable SharedStore shared;

    LimitStores(Vertx vertx, RedisSettings settings, MeterRegistry metrics) {
        this.vertx = vertx;
        this.shared = settings.url()
                .filter(url -> !url.isBlank())
                .map(url -> shared(url, settings, metrics))
                .orElse(null);
        metrics.gauge("promptgate.limit.holders", local, LocalStore::size);
    }

    @Produces
    @Singleton
    LimitStore store() {
        return shared == null ? local : shared;
    }

    /** Whether the replicas should share their counts and do not. */
    boolean isDegraded() {
        return shared != null && shared.isDegraded();
    }

    boolean isShared() {
        return shared != null;
    }

    void stop(@Observes ShutdownEvent event) {
        if (shared != null) {
            shared.close();
        }
    }

    private SharedStore shared(String url, RedisSettings settings, MeterRegistry metrics) {
        RedisLink link = new RedisLink(
                vertx, url, settings, List.of(script("admit"), script("settle"), script("renew")), metrics);
        SharedStore store = new SharedStore(link, local, settings);
        long every = Math.max(1_000, settings.lease().toMillis() / RENEWALS_PER_LEASE);
        vertx.setPeriodic(every, _ -> store.renew());
        return store;
    }

    private static String script(String name) {
        String file = name + ".lua";
        try (InputStream in = Objects.requireNonNull(LimitStores.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
