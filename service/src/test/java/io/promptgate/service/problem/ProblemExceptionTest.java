package io.promptgate.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {

    @Test
    void namesAFieldThatBreaksItsRuleInTheDetailToo() throws JsonProcessingException {
        assertThat(json(ProblemException.invalid("name", "must not be empty")))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                        + "\"detail\":\"name must not be empty\","
                        + "\"errors\":[{\"field\":\"name\",\"message\":\"must not be empty\"}]}");
    }

    @Test
    void countsSeveralFields() {
        Problem problem = ProblemException.invalid(List.of(FieldError.of("a", "x"), FieldError.of("b", "y")))
                .problem();

        assertThat(problem.detail()).isEqualTo("2 fields are not valid.");
        assertThat(problem.errors()).hasSize(2);
    }

    @Test
    void saysWhatThereIsNot() throws JsonProcessingException {
        assertThat(json(ProblemException.notFound("alias", "fast")))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is no alias fast.\"}");
    }

    private static String json(ProblemException e) throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(e.problem());
    }
}
