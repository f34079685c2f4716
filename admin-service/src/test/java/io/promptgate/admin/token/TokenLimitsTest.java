package io.promptgate.admin.token;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.Token;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class TokenLimitsTest {
    private static final String ALL = """
            {"name":"app","rate_limit_per_minute":60,"rate_limit_per_hour":1000,"tokens_per_minute":90000,
             "concurrent_requests":8,"max_tokens_per_request":16000,"monthly_budget_usd":100.50,
             "daily_budget_usd":10,"monthly_token_limit":5000000000,"daily_token_limit":200000}""";

    @TestHTTPResource
    String base = "";

    private String project = "";
    private String tokens = "";

    @BeforeEach
    void makeProject() {
        project = Api.wrapper();
        tokens = "/projects/" + project + "/tokens";
    }

    @Test
    void showsTheLimitsAndBudgetsThatItWasMadeWith() {
        // When
        String id = create(ALL).statusCode(201).extract().path("id");

        // Then
        admin().get(tokens + "/" + id)
                .then()
                .statusCode(200)
                .body("rate_limit_per_minute", equalTo(60))
                .body("rate_limit_per_hour", equalTo(1000))
                .body("tokens_per_minute", equalTo(90000))
                .body("concurrent_requests", equalTo(8))
                .body("max_tokens_per_request", equalTo(16000))
                .body("monthly_budget_usd", equalTo(100.5f))
                .body("daily_budget_usd", equalTo(10))
                .body("monthly_token_limit", equalTo(5_000_000_000L))
                .body("daily_token_limit", equalTo(200000));
    }

    @Test
    void leavesOutWhatIsNotLimited() {
        create("{\"name\":\"app\"}")
                .statusCode(201)
                .body("$", not(hasKey("rate_limit_per_minute")))
                .body("$", not(hasKey("limits")))
                .body("$", not(hasKey("monthly_budget_usd")));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_per_minute, 0, 1 to 1000000",
        "rate_limit_per_minute, 1000001, 1 to 1000000",
        "rate_limit_per_minute, 1.5, 1 to 1000000",
        "rate_limit_per_hour, 10000001, 1 to 10000000",
        "tokens_per_minute, -1, 1 to 1000000000",
        "concurrent_requests, 100001, 1 to 100000",
        "max_tokens_per_request, 100000001, 1 to 100000000",
        "monthly_budget_usd, -0.01, 0 to 1000000",
        "monthly_budget_usd, 1000000.01, 0 to 1000000",
        "daily_budget_usd, 0.0000001, 0 to 1000000",
        "monthly_token_limit, 0, 1 to 1000000000000",
        "daily_token_limit, 99999999999999999999, 1 to 1000000000000",
        "daily_token_limit, '\"many\"', 1 to 1000000000000"
    })
    void refusesWhatIsOutOfRange(String field, String value, String allowed) {
        create("{\"name\":\"app\",\"" + field + "\":" + value + "}")
                .statusCode(422)
                .body("errors.field", equalTo(List.of(field)))
                .body("errors[0].message", containsString(allowed));
    }

    @Test
    void changesOneLimitTakesAwayAnotherAndKeepsTheRest() {
        // Given
        String id = create(ALL).extract().path("id");

        // When
        admin("{\"rate_limit_per_minute\":5,\"daily_budget_usd\":null}")
                .patch(tokens + "/" + id)
                .then()
                .statusCode(200)
                .body("rate_limit_per_minute", equalTo(5))
                .body("$", not(hasKey("daily_budget_usd")))
                .body("rate_limit_per_hour", equalTo(1000))
                .body("monthly_budget_usd", equalTo(100.5f));

        // Then
        admin().get("/audit?project=" + project + "&limit=200")
                .then()
                .statusCode(200)
                .body("data.after.rate_limit_per_minute", hasItem(5))
                .body("data.before.rate_limit_per_minute", hasItem(60));
    }

    @Test
    void makesNoRevisionForTheSameAmountWrittenOtherwise() {
        String id = create(ALL).extract().path("id");
        long before =
                Api.revision(admin("{\"name\":\"b\"}").patch(tokens + "/" + id).then());

        ValidatableResponse same = admin("{\"monthly_budget_usd\":100.500000,\"daily_budget_usd\":10.0}")
                .patch(tokens + "/" + id)
                .then()
                .statusCode(200);

        assertThat(Api.revision(same)).isEqualTo(before);
    }

    @Test
    void tellsGatewaysOfThem() {
        // Given
        String id = create(ALL).extract().path("id");

        // When
        Token told = token(id);

        // Then
        assertThat(told.limits()).isEqualTo(new Limits(60, 1000, 90_000, 8, 16_000));
        assertThat(told.budgets())
                .isEqualTo(new Budgets(new BigDecimal("100.5"), BigDecimal.TEN, 5_000_000_000L, 200_000L));
    }

    @Test
    void tellsGatewaysNothingOfATokenWithout() {
        String id = create("{\"name\":\"app\"}").extract().path("id");

        Token told = token(id);

        assertThat(told.limits()).isNull();
        assertThat(told.budgets()).isNull();
    }

    @Test
    void bringsThemBackWithAnEarlierRevision() {
        // Given
        ValidatableResponse made = create(ALL);
        String id = made.extract().path("id");
        long revision = Api.revision(made);
        admin("{\"rate_limit_per_minute\":null,\"monthly_budget_usd\":1}")
                .patch(tokens + "/" + id)
                .then()
                .statusCode(200);

        // When
        admin("{}").post("/revisions/" + revision + "/rollback").then().statusCode(200);

        // Then
        admin().get(tokens + "/" + id)
                .then()
                .body("rate_limit_per_minute", equalTo(60))
                .body("monthly_budget_usd", equalTo(100.5f));
    }

    private Token token(String id) {
        FakeGateway gateway = new FakeGateway(base.replaceAll("/$", ""), "reader").silent();
        gateway.takeSnapshot();
        gateway.close();
        return gateway.serving().projects().stream()
                .map(Project::tokens)
                .flatMap(List::stream)
                .filter(token -> token.id().equals(UUID.fromString(id)))
                .findFirst()
                .orElseThrow();
    }

    private ValidatableResponse create(String body) {
        return admin(body).post(tokens).then();
    }
}
