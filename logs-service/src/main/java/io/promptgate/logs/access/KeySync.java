package io.promptgate.logs.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.AccessReport;
import io.promptgate.service.access.AdminKey;
import io.promptgate.service.access.AdminKeys;
import io.promptgate.service.access.AuditConfig;
import io.promptgate.service.access.KeysConfig;
import io.promptgate.service.access.Refusals;
import io.promptgate.service.problem.LogLine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns the admin keys from admin-service, again and again, and tells it how they were used here. While
 * admin-service is away the keys that are known stay valid, up to a bound.
 */
@Singleton
public final class KeySync {
    private static final Logger LOG = Logger.getLogger(KeySync.class);
    private static final TypeReference<List<AdminKey>> KEYS = new TypeReference<>() {};

    private final Vertx vertx;
    private final AdminService admin;
    private final AdminKeys keys;
    private final Refusals refusals;
    private final KeysConfig config;
    private final AuditConfig audit;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable String known;

    @Inject
    KeySync(Vertx vertx, AdminService admin, AdminKeys keys, Refusals refusals, KeysConfig config, AuditConfig audit) {
        this.vertx = vertx;
        this.admin = admin;
        this.keys = keys;
        this.refusals = refusals;
        this.config = config;
        this.audit = audit;
    }

    void start(@Observes StartupEvent event) {
        ask();
        vertx.setPeriodic(config.every().toMillis(), _ -> ask());
        vertx.setPeriodic(audit.refusalsEvery().toMillis(), _ -> report());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void ask() {
        if (stopped || !asking.compareAndSet(false, true)) {
            return;
        }
        admin.get("/internal/v1/access/keys", known)
                .onSuccess(this::learn)
                .onFailure(this::lost)
                .onComplete(_ -> asking.set(false));
    }

    private void learn(AdminService.Reply reply) {
        try {
            switch (reply.status()) {
                case 200 -> {
                    keys.replace(Json.MAPPER.readValue(reply.body(), KEYS), config.validFor());
                    known = reply.etag();
                }
                case 304 -> keys.confirm(config.validFor());
                default -> throw new IOException("admin-service answered " + reply.status());
            }
            if (away.compareAndSet(true, false)) {
                LOG.info("admin-service answers again; the admin keys are those of now");
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private void lost(Throwable fault) {
        if (!stopped && away.compareAndSet(false, true)) {
            LOG.warnf(
                    "The admin keys cannot be asked for; those known stay valid for %s at most: %s",
                    config.validFor(), LogLine.of(fault));
        }
    }

    private void report() {
        AccessReport report = new AccessReport(keys.takeUsed(), refusals.take());
        if (stopped || report.isEmpty()) {
            return;
        }
        admin.post("/internal/v1/access/reports", json(report))
                .map(status -> status / 100 == 2)
                .otherwise(false)
                .onSuccess(taken -> {
                    if (!taken) {
                        keys.noteUsed(report.used());
                        refusals.add(report.refusals());
                    }
                });
    }

    private static byte[] json(AccessReport report) {
        try {
            return Json.MAPPER.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can be written as JSON", e);
        }
    }
}
