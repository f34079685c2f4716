package io.promptgate.service.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that ends a request into its problem: the only place that does. */
public final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        Response.ResponseBuilder answer = answer(e.problem());
        e.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        if (e.isUnknownOutcome()) {
            answer.header(ProblemException.OUTCOME, "unknown");
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response noKey(UnauthorizedException e) {
        return unauthorized("A key is needed: Authorization: Bearer <key>.");
    }

    @ServerExceptionMapper
    public Response wrongKey(AuthenticationFailedException e) {
        return unauthorized("The key is not valid here.");
    }

    @ServerExceptionMapper
    public Response notAllowed(ForbiddenException e) {
        return answer(403, "The key's role does not allow this.").build();
    }

    /** What JAX-RS itself refuses: no such path, a method or a media type that a path does not take. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        Response original = e.getResponse();
        Response.ResponseBuilder answer = answer(original.getStatus(), detail(original.getStatus()));
        Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    public Response fault(Throwable e) {
        LOG.errorf("A request ended in a fault: %s", LogLine.of(e));
        LOG.debug("The fault in full", e);
        return answer(500, "Something went wrong in the service; its log says what.")
                .build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "The answer is application/json, which the Accept header does not allow.";
            case 415 -> "The body must be application/json, or application/x-ndjson where records are sent.";
            default -> "The request cannot be served.";
        };
    }

    private static Response unauthorized(String detail) {
        return answer(401, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, ProblemWriter.CHALLENGE)
                .build();
    }

    private static Response.ResponseBuilder answer(int status, String detail) {
        return answer(Problem.of(status, detail, List.of()));
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
