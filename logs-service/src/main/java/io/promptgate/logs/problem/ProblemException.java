package io.promptgate.logs.problem;

import io.promptgate.common.filter.FilterException;
import java.util.List;

/** A request that ends in a problem. Carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** 400: the request cannot be read. */
    public static ProblemException badRequest(String detail) {
        return of(400, detail);
    }

    /** 400: a parameter of the query is not of the allowed form. */
    public static ProblemException badParameter(String name, String message) {
        return new ProblemException(Problem.of(400, name + " " + message, List.of(FieldError.of(name, message))));
    }

    /** 400: the filter cannot be understood; says where and what is allowed. */
    public static ProblemException badFilter(String parameter, FilterException e) {
        FieldError error = new FieldError(parameter, e.getMessage(), e.position(), e.piece(), e.allowed());
        return new ProblemException(Problem.of(400, parameter + ": " + e.getMessage(), List.of(error)));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return of(404, detail);
    }

    /** 413: more than one call may carry. */
    public static ProblemException tooLarge(String detail) {
        return of(413, detail);
    }

    /** 503: it cannot be done now and may be tried again. */
    public static ProblemException unavailable(String detail) {
        return of(503, detail);
    }

    /** 504: the store needs longer than is allowed. */
    public static ProblemException tooSlow(String detail) {
        return of(504, detail);
    }

    private static ProblemException of(int status, String detail) {
        return new ProblemException(Problem.of(status, detail, List.of()));
    }
}
