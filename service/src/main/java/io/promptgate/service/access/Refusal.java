package io.promptgate.service.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were refused, and were alike.
 *
 * @param kind {@code sign_in} when nobody knows who called, {@code permission} when the table said no
 * @param what the kind of bearer that was not accepted, or the action that was not allowed
 * @param actor who called, as far as known
 * @param project that the call was about
 * @param requestId of the first of them
 * @param times how many they were
 */
public record Refusal(
        String kind,
        String what,
        String actor,
        @Nullable UUID keyId,
        String address,
        @Nullable UUID project,
        UUID requestId,
        Instant firstAt,
        Instant lastAt,
        long times) {

    /** Both together; they must be alike. */
    Refusal plus(Refusal later) {
        return new Refusal(
                kind, what, actor, keyId, address, project, requestId, firstAt, later.lastAt, times + later.times);
    }

    /** Without what tells one caller from another, for when there are too many of them. */
    Refusal blurred() {
        return new Refusal(kind, "any", "many", null, "many", null, requestId, firstAt, lastAt, times);
    }

    /** What makes refusals alike. */
    Likeness likeness() {
        return new Likeness(kind, what, actor, address, project);
    }

    record Likeness(
            String kind,
            String what,
            String actor,
            String address,
            @Nullable UUID project) {}
}
