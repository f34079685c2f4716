package io.promptgate.gateway.flow;

import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.snapshot.AdminClient;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.promptgate.gateway.snapshot.Probing;
import io.promptgate.gateway.upstream.KeyCheck;
import io.promptgate.gateway.upstream.KeyCheck.Checked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tests credentials that admin-service asks about, with the provider, the base URL and the guard that requests have
 * too. What is asked while many tests run is left without an answer; admin-service asks seldom.
 */
@Singleton
final class CredentialProbes implements Probing {
    private static final Logger LOG = Logger.getLogger(CredentialProbes.class);
    private static final int AT_ONCE = 16;

    private final CurrentSnapshot current;
    private final Providers providers;
    private final KeyCheck check;
    private final AdminClient admin;
    private final Vertx vertx;
    private final Semaphore room = new Semaphore(AT_ONCE);

    CredentialProbes(CurrentSnapshot current, Providers providers, KeyCheck check, AdminClient admin, Vertx vertx) {
        this.current = current;
        this.providers = providers;
        this.check = check;
        this.admin = admin;
        this.vertx = vertx;
    }

    @Override
    public void answer(CredentialProbe probe) {
        if (!room.tryAcquire()) {
            LOG.debugf("credential %s is not tested: many tests run", probe.credential());
            return;
        }
        checked(probe)
                .compose(found -> tell(new ProbeResult(
                        probe.id(),
                        found.outcome(),
                        found.status(),
                        found.took().toMillis())))
                .onComplete(_ -> room.release())
                .onFailure(failure -> LOG.debugf(failure, "admin-service did not hear of a test"));
    }

    private Future<Checked> checked(CredentialProbe probe) {
        Configuration now = current.get();
        Credential credential = now.credential(probe.credential());
        Provider provider = credential == null ? null : providers.find(now, credential.provider());
        if (provider == null || now.revision() < probe.revision()) {
            return unsent(ProbeOutcome.NOT_SERVED);
        }
        Masked key = now.secret(probe.credential());
        if (key == null && provider.auth() != AuthStyle.NONE) {
            return unsent(ProbeOutcome.UNREADABLE);
        }
        return check.run(provider, key, Duration.ofMillis(probe.timeoutMs()));
    }

    private static Future<Checked> unsent(ProbeOutcome why) {
        return Future.succeededFuture(new Checked(why, null, Duration.ZERO));
    }

    private Future<@Nullable Void> tell(ProbeResult result) {
        return vertx.executeBlocking(
                () -> {
                    admin.tell(result);
                    return null;
                },
                false);
    }
}
