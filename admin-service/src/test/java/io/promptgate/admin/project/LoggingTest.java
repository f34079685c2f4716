package io.promptgate.admin.project;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class LoggingTest {
    private static final String ALL = """
            {"bodies":"errors","body_cap_bytes":1000,"retention_days":90,"body_retention_days":7,
             "redact_patterns":[{"label":"mail","pattern":"[a-z]+@[a-z]+"}]}""";

    @Test
    void keepsWhatIsToBeKept() {
        // Given
        String uuid = Api.wrapper();

        // When
        patch(uuid, ALL);

        // Then
        admin().get("/projects/" + uuid)
                .then()
                .body("logging.bodies", equalTo("errors"))
                .body("logging.body_cap_bytes", equalTo(1000))
                .body("logging.retention_days", equalTo(90))
                .body("logging.body_retention_days", equalTo(7))
                .body("logging.redact_patterns[0].label", equalTo("mail"))
                .body("logging.redact_patterns[0].pattern", equalTo("[a-z]+@[a-z]+"));
    }

    @Test
    void tellsLogsServiceHowLongProjectsKeepTheirLogs() {
        // Given
        String own = Api.wrapper();
        String bodiesAlone = Api.wrapper();
        String none = Api.wrapper();
        patch(own, ALL);
        patch(bodiesAlone, "{\"body_retention_days\":3}");

        // When
        Response told = retention(TestKeys.SERVICE, "");

        // Then
        told.then()
                .statusCode(200)
                .body(
                        "find { it.project == '" + own + "' }",
                        equalTo(Map.of("project", own, "days", 90, "body_days", 7)))
                .body("find { it.project == '" + bodiesAlone + "' }.days", nullValue())
                .body("find { it.project == '" + bodiesAlone + "' }.body_days", equalTo(3))
                .body("project", not(hasItem(none)));
        retention(TestKeys.SERVICE, told.header("ETag")).then().statusCode(304);
        retention(TestKeys.ADMIN, "").then().statusCode(401);

        // When
        patch(own, "{\"retention_days\":91}");

        // Then
        retention(TestKeys.SERVICE, told.header("ETag"))
                .then()
                .statusCode(200)
                .body("find { it.project == '" + own + "' }.days", equalTo(91));
    }

    @Test
    void leavesItAloneWhenItIsNotSentAndForgetsWhatIsNotInIt() {
        // Given
        String uuid = Api.wrapper();
        patch(uuid, ALL);

        // Then
        admin("{\"name\":\"Other\"}").patch("/projects/" + uuid).then().body("logging.retention_days", equalTo(90));
        admin("{\"logging\":{\"bodies\":\"none\"}}")
                .patch("/projects/" + uuid)
                .then()
                .body("logging.bodies", equalTo("none"))
                .body("logging.retention_days", nullValue())
                .body("logging.redact_patterns", hasSize(0));
        admin("{\"logging\":null}")
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200)
                .body("logging.bodies", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"bodies":"some"}                                         | logging.bodies                      | must be one of full, errors, none
                    {"body_cap_bytes":-1}                                     | logging.body_cap_bytes              | from 0 to
                    {"retention_days":0}                                      | logging.retention_days              | from 1 to 3650
                    {"retention_days":5,"body_retention_days":6}              | logging.body_retention_days         | not be more than retention_days
                    {"retention":5}                                           | logging.retention                   | is not known
                    {"redact_patterns":{}}                                    | logging.redact_patterns             | must be a list
                    {"redact_patterns":[{"label":"A B","pattern":"x"}]}       | logging.redact_patterns[0].label    | 1 to 32 characters
                    {"redact_patterns":[{"label":"a"}]}                       | logging.redact_patterns[0].pattern  | is required
                    {"redact_patterns":[{"label":"a","pattern":"("}]}         | logging.redact_patterns[0].pattern  | is no regular expression of RE2
                    {"redact_patterns":[{"label":"a","pattern":"x*"}]}        | logging.redact_patterns[0].pattern  | matches the empty text
                    {"redact_patterns":[{"label":"a","pattern":"((x{99}){99}){99}"}]} | logging.redact_patterns[0].pattern | repeats too much
                    {"redact_patterns":[{"label":"a","pattern":"(x)\\\\1"}]}  | logging.redact_patterns[0].pattern  | is no regular expression of RE2
                    {"redact_patterns":[{"label":"a","pattern":"x"},{"label":"a","pattern":"y"}]} | logging.redact_patterns[1].label | is there twice
                    """)
    void refusesWhatItCannotKeep(String logging, String field, String message) {
        admin("{\"name\":\"x\",\"project_type\":\"ai_wrapper\",\"logging\":" + logging + "}")
                .post("/projects")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    private static void patch(String uuid, String logging) {
        int status = admin("{\"logging\":" + logging + "}")
                .patch("/projects/" + uuid)
                .statusCode();
        assertThat(status).isEqualTo(200);
    }

    private static Response retention(String key, String etag) {
        return given().header("Authorization", "Bearer " + key)
                .header("If-None-Match", etag)
                .get("/internal/v1/retention");
    }
}
