package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.config.TokenUses;
import io.promptgate.gateway.snapshot.AdminClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells admin-service now and then when tokens were last used, on a thread of its own. What it does not hear is told
 * again; what it never hears is lost with the process, and no request is the worse for it.
 */
@Singleton
public final class TokenUseReport {
    private static final Logger LOG = Logger.getLogger(TokenUseReport.class);
    private static final int LAST_WORD_SECONDS = 2;

    private final TokenUseLog log;
    private final AdminClient admin;
    private final TokenUseSettings settings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("token-use").daemon().factory());

    public TokenUseReport(TokenUseLog log, AdminClient admin, TokenUseSettings settings, MeterRegistry metrics) {
        this.log = log;
        this.admin = admin;
        this.settings = settings;
        metrics.gauge("promptgate.token.use.waiting", log, TokenUseLog::waiting);
    }

    void start(@Observes StartupEvent event) {
        long millis = Math.max(1, settings.interval().toMillis());
        var _ = thread.scheduleWithFixedDelay(this::tell, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.execute(this::tell);
        thread.shutdown();
        thread.awaitTermination(LAST_WORD_SECONDS, TimeUnit.SECONDS);
    }

    /** Tells what there is to tell, once. */
    void tell() {
        TokenUses uses = log.take();
        if (uses.uses().isEmpty()) {
            return;
        }
        try {
            admin.tell(uses);
        } catch (IOException e) {
            log.putBack(uses);
            LOG.debugf(e, "admin-service did not hear of the use of tokens");
        } catch (InterruptedException _) {
            log.putBack(uses);
            Thread.currentThread().interrupt();
        }
    }
}
