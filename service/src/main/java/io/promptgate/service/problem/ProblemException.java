package io.promptgate.service.problem;

import io.promptgate.common.filter.FilterException;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** A request that ends in a problem. Carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The header of an answer to a write of which nobody knows whether it was made; its value is {@code unknown}. */
    public static final String OUTCOME = "x-promptgate-outcome";

    private static final int NOT_AGAIN = 0;
    private static final int SOON_SECONDS = 1;

    private final transient Problem problem;
    private final int retrySeconds;
    private final boolean unknownOutcome;

    private ProblemException(Problem problem) {
        this(problem, NOT_AGAIN);
    }

    private ProblemException(Problem problem, int retrySeconds) {
        this(problem, retrySeconds, false);
    }

    private ProblemException(Problem problem, int retrySeconds, boolean unknownOutcome) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retrySeconds = retrySeconds;
        this.unknownOutcome = unknownOutcome;
    }

    public Problem problem() {
        return problem;
    }

    /** Whether what was asked may have been done all the same. */
    public boolean isUnknownOutcome() {
        return unknownOutcome;
    }

    /** After how many seconds it may be tried again, for {@code Retry-After}; empty where trying again is no use. */
    public OptionalInt retryAfter() {
        return retrySeconds == NOT_AGAIN ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
    }

    /** 400: the request cannot be read. */
    public static ProblemException badRequest(String detail) {
        return of(400, detail);
    }

    /** 400: a parameter of the query or a header is not of the allowed form. */
    public static ProblemException badParameter(String name, String message) {
        return new ProblemException(Problem.of(400, name + " " + message, List.of(FieldError.of(name, message))));
    }

    /** 400: the filter cannot be understood; says where and what is allowed. */
    public static ProblemException badFilter(String parameter, FilterException e) {
        FieldError error = new FieldError(parameter, e.getMessage(), null, e.position(), e.piece(), e.allowed());
        return new ProblemException(Problem.of(400, parameter + ": " + e.getMessage(), List.of(error)));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return of(404, detail);
    }

    /** 404 for a thing that has a name. */
    public static ProblemException notFound(String kind, Object key) {
        return notFound("There is no " + kind + " " + key + ".");
    }

    /** 404 for a thing that belongs to a project. */
    public static ProblemException notFound(String kind, Object key, UUID project) {
        return notFound("There is no " + kind + " " + key + " in project " + project + ".");
    }

    /** 409: the thing's state does not allow it. */
    public static ProblemException conflict(String detail) {
        return of(409, detail);
    }

    /** 412: a condition in the request's header does not hold. */
    public static ProblemException preconditionFailed(String detail) {
        return of(412, detail);
    }

    /** 413: more than one call may carry. */
    public static ProblemException tooLarge(String detail) {
        return of(413, detail);
    }

    /** 422: understood, but not allowed for what it is asked of. */
    public static ProblemException refused(String detail) {
        return of(422, detail);
    }

    /** 422: fields of the body break their rules; all of them at once. */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + " " + errors.get(0).message()
                : errors.size() + " fields are not valid.";
        return new ProblemException(Problem.of(422, detail, errors));
    }

    /** 422 for one field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(FieldError.of(field, message)));
    }

    /** 503: it cannot be done now and may be tried again. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(503, detail, List.of()), SOON_SECONDS);
    }

    /** 503: it may have been done, or not; the answer has the header {@link #OUTCOME}. */
    public static ProblemException unknownOutcome(String detail) {
        return new ProblemException(Problem.of(503, detail, List.of()), SOON_SECONDS, true);
    }

    /** 429: it was asked too often; in so many seconds, at least one, it may be asked again. */
    public static ProblemException tooOften(String detail, int seconds) {
        return new ProblemException(Problem.of(429, detail, List.of()), Math.max(SOON_SECONDS, seconds));
    }

    /** 504: the store needs longer than is allowed. */
    public static ProblemException tooSlow(String detail) {
        return of(504, detail);
    }

    private static ProblemException of(int status, String detail) {
        return new ProblemException(Problem.of(status, detail, List.of()));
    }
}
