package io.promptgate.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {
    private final ProblemAnswers answers = new ProblemAnswers();

    @Test
    void asksForAKey() {
        assertThat(answers.noKey(new UnauthorizedException()).getHeaderString(HttpHeaders.WWW_AUTHENTICATE))
                .isEqualTo("Bearer realm=\"promptgate\"");
        assertProblem(answers.wrongKey(new AuthenticationFailedException()), 401);
        assertProblem(answers.notAllowed(new ForbiddenException()), 403);
    }

    @Test
    void saysWhenToComeBack() {
        // When
        Response answer = answers.problem(ProblemException.unavailable("not now"));

        // Then
        assertProblem(answer, 503);
        assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void keepsTheMethodsThatAreAllowed() {
        // When
        Response answer = answers.refused(new NotAllowedException("GET"));

        // Then
        assertProblem(answer, 405);
        assertThat(answer.getHeaderString(HttpHeaders.ALLOW)).isEqualTo("GET");
        assertProblem(answers.refused(new NotSupportedException()), 415);
    }

    @Test
    void tellsNothingOfAFault() {
        // When
        Response answer = answers.fault(new IllegalStateException("canary"));

        // Then
        assertProblem(answer, 500);
        assertThat(answer.getEntity().toString()).doesNotContain("canary");
    }

    private static void assertProblem(Response answer, int status) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
        assertThat(answer.getEntity())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }
}
