package io.promptgate.logs.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.promptgate.common.config.ProjectRetention;
import io.promptgate.common.json.Json;
import io.promptgate.logs.access.AdminService;
import io.promptgate.logs.store.Policies;
import io.promptgate.logs.upkeep.Chore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns from admin-service how long projects keep their logs. While it does not answer, the times that were learned
 * last hold, also over a restart.
 */
@Singleton
public final class PolicyChore implements Chore {
    private static final TypeReference<List<ProjectRetention>> ALL = new TypeReference<>() {};
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final AdminService admin;
    private final Policies policies;
    private final RetentionConfig config;
    private volatile @Nullable String known;

    @Inject
    PolicyChore(AdminService admin, Policies policies, RetentionConfig config) {
        this.admin = admin;
        this.policies = policies;
        this.config = config;
    }

    @Override
    public String name() {
        return "policies";
    }

    @Override
    public Duration every() {
        return config.policiesEvery();
    }

    @Override
    public void run() {
        AdminService.Reply reply = admin.get("/internal/v1/retention", known)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        switch (reply.status()) {
            case OK -> {
                policies.replace(read(reply.body())).await().indefinitely();
                known = reply.etag();
            }
            case NOT_MODIFIED -> {}
            default ->
                throw new IllegalStateException(
                        "admin-service answered " + reply.status() + " when asked how long projects keep their logs");
        }
    }

    private static List<ProjectRetention> read(String body) {
        try {
            return Json.MAPPER.readValue(body, ALL);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("admin-service's answer is no list of times", e);
        }
    }
}
