package io.promptgate.admin.revision;

import static io.promptgate.admin.Api.admin;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class RevisionTest {
    @TestHTTPResource
    String base = "";

    private String project = "";

    @BeforeEach
    void makeProject() {
        TestDatabase.execute("delete from config.replica");
        project = Api.wrapper();
    }

    @Test
    void makesTheNextRevisionWithEveryChange() {
        long first = head();

        long second = Api.revision(Api.alias(project, "fast", "groq", "m"));
        long third = Api.revision(
                admin().delete("/projects/" + project + "/aliases/fast").then());

        assertThat(List.of(second, third)).containsExactly(first + 1, first + 2);
        assertThat(head()).isEqualTo(first + 2);
    }

    @Test
    void notesWhoChangedWhat() {
        long number = Api.revision(Api.alias(project, "fast", "groq", "m"));

        String row = TestDatabase.one("select actor || ' ' || (changes -> 0 ->> 'kind') || ' '"
                + " || (changes -> 0 ->> 'key') || ' ' || (changes -> 0 ->> 'action') || ' '"
                + " || (changes -> 0 ->> 'project') from config.revision where number = " + number);

        assertThat(row).matches("admin-key:[0-9a-f]{8} alias fast created " + project);
    }

    @Test
    void makesNoRevisionForWhatIsRefused() {
        long before = head();

        Api.alias(project, "fast", "nobody", "m").statusCode(422);
        Api.alias("01a203b8-dc0a-7000-a594-1acd314c24b2", "fast", "groq", "m").statusCode(404);
        admin("{}").put("/projects/" + project + "/providers/groq").then().statusCode(422);

        assertThat(head()).isEqualTo(before);
        assertThat(TestDatabase.one("select max(number) from config.revision")).isEqualTo(Long.toString(before));
    }

    @Test
    void leavesNothingBehindWhenTheTransactionFails() {
        long before = head();
        TestDatabase.execute("alter table config.alias add constraint planted check (model <> 'planted')");
        try {
            Api.alias(project, "fast", "groq", "planted")
                    .statusCode(500)
                    .contentType("application/problem+json")
                    .body("detail", containsString("went wrong"));
        } finally {
            TestDatabase.execute("alter table config.alias drop constraint planted");
        }

        assertThat(head()).isEqualTo(before);
        admin().get("/projects/" + project + "/aliases/fast").then().statusCode(404);
        Api.alias(project, "fast", "groq", "planted").statusCode(201);
    }

    @Test
    void numbersConcurrentChangesWithoutGapOrDouble() throws ExecutionException, InterruptedException {
        long before = head();

        List<Long> numbers = concurrently(40, i -> Api.revision(Api.alias(project, "a" + i, "groq", "m")));

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(before + 1, before + 40).boxed().toList());
    }

    @Test
    void letsOnlyOneOfTwoEditorsWin() throws ExecutionException, InterruptedException {
        String etag = Api.alias(project, "fast", "groq", "m").extract().header("ETag");

        List<Integer> statuses = concurrently(
                10,
                i -> admin("{\"provider\":\"groq\",\"model\":\"m" + i + "\"}")
                        .header("If-Match", etag)
                        .put("/projects/" + project + "/aliases/fast")
                        .statusCode());

        assertThat(statuses).containsOnlyOnce(200).filteredOn(s -> s != 200).containsOnly(412);
    }

    @Test
    void holdsNoConnectionWhileItWaitsForGateways() throws ExecutionException, InterruptedException {
        FakeGateway laggard = FakeGateway.at(base, "laggard").silent();
        laggard.takeSnapshot();
        long start = System.nanoTime();

        List<ValidatableResponse> answers =
                concurrently(40, i -> Api.alias(project, "a" + i, "groq", "m").statusCode(201));

        assertThat(answers).isNotEmpty().allSatisfy(answer -> answer.header("x-promptgate-applied", "0/1"));
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(10));
        laggard.close();
    }

    @Test
    void answersUnavailableWhenAnotherChangeHoldsTheHeadTooLong() throws SQLException {
        try (Connection other = TestDatabase.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select revision from config.head for update");

            Api.alias(project, "fast", "groq", "m").statusCode(503).contentType("application/problem+json");
            other.rollback();
        }

        Api.alias(project, "fast", "groq", "m").statusCode(201);
    }

    private static long head() {
        return Long.parseLong(TestDatabase.one("select revision from config.head"));
    }

    private static <T> List<T> concurrently(int count, IntFunction<T> call)
            throws ExecutionException, InterruptedException {
        try (ExecutorService executor = Executors.newFixedThreadPool(count)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(executor.submit(() -> call.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
