package io.promptgate.gateway.policy.guardrail;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.scan.AccessGuard;
import io.promptgate.common.guard.scan.Finding;
import io.promptgate.common.guard.scan.TextGuard;
import io.promptgate.gateway.edge.Peek;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies a project's guardrails, and counts what they do. Thread-safe. */
@Singleton
public final class Guardrails {
    private static final String BLOCK = "block";
    private static final String MASK = "mask";

    private final MeterRegistry registry;
    private final int streamWindow;

    public Guardrails(MeterRegistry registry, GuardrailSettings settings) {
        this.registry = registry;
        this.streamWindow = settings.streamWindow();
    }

    /**
     * What a request becomes.
     *
     * @param peek the request with marks in place of what was found, also of what refuses it; the same object where
     *     nothing was
     * @param refusal null when it may go on
     */
    public record Checked(Peek peek, @Nullable ApiException refusal) {}

    /**
     * Insists that calls are taken from there, and now.
     *
     * @throws ApiException {@code insufficient_scope} for the address, {@code project_inactive} for the time
     */
    public void admit(AccessGuard guard, @Nullable String address) {
        GuardKind refuses = guard.refuses(address, Instant.now());
        if (refuses == null) {
            return;
        }
        count(refuses, BLOCK);
        throw refuses == GuardKind.IP_ALLOW_LIST
                ? new ApiException(
                        ErrorCode.INSUFFICIENT_SCOPE,
                        "The guardrail ip_allow_list does not let calls from this address in.")
                : new ApiException(
                        ErrorCode.PROJECT_INACTIVE, "The guardrail time_windows does not take calls at this time.");
    }

    /** Looks a request over. */
    public Checked input(TextGuard guard, Peek peek) {
        Inspection seen = Inspection.of(guard, peek.body(), peek.members());
        note(seen);
        Finding block = seen.block();
        return new Checked(
                seen.edited() ? Peek.of(seen.bytes()) : peek, block == null ? null : refusal(block, "request"));
    }

    /**
     * Looks a whole answer over.
     *
     * @return the answer with marks in place of what was found; the same array where nothing was
     * @throws ApiException {@code guardrail_blocked}
     */
    public byte[] output(TextGuard guard, byte[] body) {
        Inspection seen = Inspection.of(guard, body, BodyTexts.members(body));
        note(seen);
        Finding block = seen.block();
        if (block != null) {
            throw refusal(block, "answer");
        }
        return seen.edited() ? seen.bytes() : body;
    }

    /** For one streamed answer. */
    public AnswerStream stream(TextGuard guard) {
        return new AnswerStream(guard, streamWindow, this);
    }

    /** Counts what was found. */
    void note(GuardKind kind) {
        count(kind, MASK);
    }

    /** The refusal that a finding asks for, counted. */
    ApiException refusedAnswer(Finding block) {
        count(block.kind(), BLOCK);
        return refusal(block, "answer");
    }

    private void note(Inspection seen) {
        seen.masked().forEach(kind -> count(kind, MASK));
        Finding block = seen.block();
        if (block != null) {
            count(block.kind(), BLOCK);
        }
    }

    private static ApiException refusal(Finding block, String what) {
        return new ApiException(
                ErrorCode.GUARDRAIL_BLOCKED,
                "The guardrail " + block.kind().wire() + " refused the " + what + " (" + block.label() + ").",
                block.kind().wire());
    }

    private void count(GuardKind kind, String action) {
        registry.counter("promptgate.gateway.guardrail", "rule", kind.wire(), "action", action)
                .increment();
    }
}
