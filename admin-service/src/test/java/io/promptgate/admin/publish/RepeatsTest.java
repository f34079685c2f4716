package io.promptgate.admin.publish;

import static io.promptgate.admin.Api.admin;
import static io.promptgate.admin.Api.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class RepeatsTest {
    private static final String APP = "{\"name\":\"app\"}";

    private final String key = UUID.randomUUID().toString();
    private String tokens = "";

    @BeforeEach
    void makeProject() {
        tokens = "/projects/" + Api.wrapper() + "/tokens";
    }

    @Test
    void givesTheSameAnswerAgain() {
        // When
        Response first = post(APP);
        Response again = post(APP);

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        for (String header : List.of("ETag", "Location", "x-promptgate-revision")) {
            assertThat(again.header(header)).isNotEmpty().isEqualTo(first.header(header));
        }
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        // Given
        post(APP);

        // Then
        post("{\"name\":\"other\"}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("Idempotency-Key"));
        admin(APP)
                .header("Idempotency-Key", key)
                .post("/projects/" + Api.wrapper() + "/tokens")
                .then()
                .statusCode(422);
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        // Given
        String other = Api.key("owner");

        // When
        post(APP).then().statusCode(201);
        with(other, APP).header("Idempotency-Key", key).post(tokens).then().statusCode(201);

        // Then
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void runsOnceWhenCalledManyTimesAtOnce() throws ExecutionException, InterruptedException {
        // When
        List<String> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(12)) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(executor.submit(
                        () -> post(APP).then().statusCode(201).extract().asString()));
            }
            for (Future<String> call : calls) {
                answers.add(call.get());
            }
        }

        // Then
        assertThat(answers).hasSize(12);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void runsAgainWhatFailed() {
        // Given
        post("{}").then().statusCode(422).body("$", hasKey("errors"));

        // Then
        post(APP).then().statusCode(201);
    }

    @Test
    void forgetsAfterADay() {
        // Given
        String first = post(APP).asString();

        // When
        TestDatabase.execute("update config.idempotency set created_at = created_at - interval '25 hours'");

        // Then
        assertThat(post(APP).then().statusCode(201).extract().asString()).isNotEqualTo(first);
        assertThat(TestDatabase.one(
                        "select count(*) from config.idempotency where created_at < now() - interval '24h'"))
                .isEqualTo("0");
    }

    @Test
    void keepsNoSecretInPlain() {
        // When
        String token = post(APP).path("token");

        // Then
        assertThat(TestDatabase.column("select t::text from config.idempotency t"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(token) || row.contains(token.substring(8)));
    }

    @Test
    void refusesAKeyThatIsNoKey() {
        admin(APP)
                .header("Idempotency-Key", "a b")
                .post(tokens)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    private Response post(String body) {
        return admin(body).header("Idempotency-Key", key).post(tokens);
    }

    private int count() {
        return admin().get(tokens).jsonPath().getList("data").size();
    }
}
