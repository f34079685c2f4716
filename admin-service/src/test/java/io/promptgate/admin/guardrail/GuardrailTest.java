package io.promptgate.admin.guardrail;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.guard.GuardRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class GuardrailTest {
    private static final String GLOBAL = "/guardrails";

    @AfterEach
    void leaveNothingForOthers() {
        put(GLOBAL, "{}").statusCode(200);
    }

    @Test
    void keepsTheRulesOfAProject() {
        String rules = of(Api.wrapper());
        admin().get(rules).then().statusCode(200).header("ETag", "\"0\"").body("$", anEmptyMap());

        put(rules, """
                {"pii_filter":{"types":["email","iban"],"patterns":[{"label":"staff","pattern":"EMP-[0-9]+"}]},
                 "keyword_blocklist":{"applies_to":["input","output"],"keywords":["Projekt Nord"]},
                 "time_windows":{"time_zone":"Europe/Berlin","windows":[{"days":["mon"],"from":"08:00","to":"18:00"}]}}""").statusCode(200);

        admin().get(rules)
                .then()
                .body("pii_filter.action", equalTo("mask"))
                .body("pii_filter.enabled", equalTo(true))
                .body("pii_filter.applies_to", equalTo(List.of("input")))
                .body("pii_filter.patterns[0].label", equalTo("staff"))
                .body("keyword_blocklist.whole_words", equalTo(true))
                .body("time_windows.windows[0].from", equalTo("08:00"));
        put(rules, "{\"secret_scanner\":{}}").statusCode(200);
        admin().get(rules).then().body("keySet()", contains("secret_scanner"));
    }

    @Test
    void showsWhatHoldsAndWhereItComesFrom() {
        // Given
        String project = Api.wrapper();
        put(GLOBAL, "{\"secret_scanner\":{},\"pii_filter\":{},\"content_length\":{\"max_characters\":10}}")
                .statusCode(200);

        // When
        put(
                        of(project),
                        "{\"pii_filter\":{\"action\":\"block\",\"types\":[\"email\"]},\"content_length\":{\"enabled\":false}}")
                .statusCode(200);

        // Then
        admin().get(of(project) + "/effective")
                .then()
                .statusCode(200)
                .body("data.rule", contains("content_length", "secret_scanner", "pii_filter"))
                .body("data.origin", contains("project", "global", "project"))
                .body("data.enabled", contains(false, true, true))
                .body("data[2].settings.types", contains("email"));
        admin().get(GLOBAL + "/effective").then().body("data.origin", contains("global", "global", "global"));
    }

    @Test
    void refusesAWriteOfOneWhoSawSomethingElse() {
        String rules = of(Api.wrapper());
        String seen = put(rules, "{\"secret_scanner\":{}}").extract().header("ETag");
        put(rules, "{\"secret_scanner\":{\"action\":\"redact\"}}").statusCode(200);

        admin("{}").header("If-Match", seen).put(rules).then().statusCode(412);
        admin("{}").header("If-Match", "\"0\"").put(rules).then().statusCode(412);
        admin().get(rules).then().body("secret_scanner.action", equalTo("redact"));
    }

    @Test
    void makesNoRevisionOfTheSameRules() {
        String rules = of(Api.wrapper());
        long first = Api.revision(put(rules, "{\"prompt_injection\":{}}"));

        assertThat(Api.revision(put(rules, "{\"prompt_injection\":{\"sensitivity\":\"medium\"}}")))
                .isEqualTo(first);
    }

    @Test
    void isInTheAudit() {
        String project = Api.wrapper();
        put(GLOBAL, "{\"keyword_blocklist\":{\"keywords\":[\"xylophone\"]}}").statusCode(200);
        put(of(project), "{\"secret_scanner\":{}}").statusCode(200);

        admin().get("/audit?kind=guardrails&limit=2")
                .then()
                .body("data.key", contains(project, "global"))
                .body("data[1].after.keyword_blocklist.keywords", contains("xylophone"));
    }

    @Test
    void isServedByGatewaysWhenTheCallReturns() {
        String project = Api.wrapper();
        put(of(project), "{\"secret_scanner\":{}}").statusCode(200);
        try (FakeGateway gateway = FakeGateway.at("http://localhost:" + RestAssured.port, "guardrails")
                .start()) {
            // Given
            assertThat(served(gateway, project).secretScanner()).isNotNull();

            // When
            put(GLOBAL, "{\"keyword_blocklist\":{\"keywords\":[\"xylophone\"]}}")
                    .statusCode(200);
            put(of(project), "{\"ip_allow_list\":{\"ranges\":[\"10.0.0.0/8\",\"::1\"]}}")
                    .statusCode(200);

            // Then
            assertThat(gateway.serving().guardrails().keywordBlocklist()).isNotNull();
            assertThat(served(gateway, project).secretScanner()).isNull();
            assertThat(served(gateway, project).ipAllowList()).isNotNull();
            put(GLOBAL, "{}").statusCode(200);
            assertThat(gateway.serving().guardrails()).isEqualTo(GuardRules.NONE);
        }
    }

    private static GuardRules served(FakeGateway gateway, String project) {
        return gateway.serving().projects().stream()
                .filter(one -> one.uuid().toString().equals(project))
                .findFirst()
                .orElseThrow()
                .guardrails();
    }

    @Test
    void aRollbackBringsTheRulesBack() {
        String rules = of(Api.wrapper());
        long then = Api.revision(put(rules, "{\"secret_scanner\":{}}"));
        put(rules, "{}").statusCode(200);

        admin("{}").post("/revisions/" + then + "/rollback").then().statusCode(200);

        admin().get(rules).then().body("$", not(anEmptyMap())).body("secret_scanner.action", equalTo("block"));
    }

    @Test
    void goesWithItsProject() {
        String project = Api.wrapper();
        put(of(project), "{\"secret_scanner\":{}}").statusCode(200);

        admin().delete("/projects/" + project).then().statusCode(204);

        admin().get(of(project)).then().statusCode(404);
        put(of(project), "{}").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"magic":{}}                                                | magic                               | is not known
            {"pii_filter":[]}                                           | pii_filter                          | must be an object
            {"pii_filter":{"types":["shoe_size"]}}                      | pii_filter.types                    | of email, ipv4
            {"pii_filter":{"action":"redact"}}                          | pii_filter.action                   | must be one of mask, block
            {"pii_filter":{"patterns":[{"label":"a","pattern":"("}]}}   | pii_filter.patterns[0].pattern      | is no regular expression of RE2
            {"pii_filter":{"patterns":[{"label":"a","pattern":"(x)\\\\1"}]}} | pii_filter.patterns[0].pattern | is no regular expression of RE2
            {"pii_filter":{"patterns":[{"label":"a","pattern":"x*"}]}}  | pii_filter.patterns[0].pattern      | matches the empty text
            {"pii_filter":{"patterns":[{"label":"a","pattern":"((x{99}){99}){99}"}]}} | pii_filter.patterns[0].pattern | repeats too much
            {"pii_filter":{"patterns":[{"label":"A B","pattern":"x"}]}} | pii_filter.patterns[0].label        | 1 to 32 characters
            {"keyword_blocklist":{}}                                    | keyword_blocklist.keywords          | is required
            {"keyword_blocklist":{"keywords":[" "]}}                    | keyword_blocklist.keywords          | not blank
            {"content_length":{}}                                       | content_length.max_characters       | is required
            {"content_length":{"max_characters":0}}                     | content_length.max_characters       | from 1 to
            {"secret_scanner":{"applies_to":["sideways"]}}              | secret_scanner.applies_to           | of input, output
            {"prompt_injection":{"sensitivity":"extreme"}}              | prompt_injection.sensitivity        | must be one of low, medium, high
            {"ip_allow_list":{"ranges":["10.0.0.0/99"]}}                | ip_allow_list.ranges[0]             | CIDR
            {"time_windows":{"time_zone":"Mars/Base","windows":[{"from":"08:00","to":"09:00"}]}} | time_windows.time_zone | a time zone
            {"time_windows":{"windows":[{"from":"8","to":"09:00"}]}}    | time_windows.windows[0].from        | a time such as
            {"time_windows":{}}                                         | time_windows.windows                | at least one
            """)
    void refusesWhatCannotBeApplied(String rules, String field, String message) {
        for (String path : List.of(GLOBAL, of(Api.wrapper()))) {
            put(path, rules)
                    .statusCode(422)
                    .body("errors[0].field", equalTo(field))
                    .body("errors[0].message", containsString(message));
        }
    }

    @Test
    void aRuleThatIsOffNeedsNoMore() {
        put(of(Api.wrapper()), """
                {"keyword_blocklist":{"enabled":false},"content_length":{"enabled":false},"time_windows":{"enabled":false},
                 "ip_allow_list":{"enabled":false}}""").statusCode(200);
    }

    private static String of(String project) {
        return "/projects/" + project + "/guardrails";
    }

    private static ValidatableResponse put(String path, String rules) {
        return admin(rules).put(path).then();
    }
}
