package io.promptgate.logs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class PagingTest {
    private final UUID project = UuidV7.next();

    /** One page. */
    private record Page(List<String> ids, @Nullable String next) {}

    @Test
    void walksThroughEverythingWithoutGapOrDoubleWhileMoreArrives() {
        // Given: many of the same millisecond, so that the time alone does not order them
        Instant then = Instant.now().minusSeconds(3_600);
        List<RequestRecord> old = IntStream.range(0, 95)
                .mapToObj(i -> new Sample(project).at(then.plusMillis(i / 10)).record())
                .toList();
        Logs.keep(old);
        List<String> walked = new ArrayList<>();

        // When
        Page page = page(10, null);
        walked.addAll(page.ids());
        while (page.next() != null) {
            Logs.keep(
                    Stream.generate(() -> new Sample(project).record()).limit(7).toList());
            page = page(10, page.next());
            walked.addAll(page.ids());
        }

        // Then
        List<String> newestFirst = old.stream()
                .map(RequestRecord::id)
                .sorted(Comparator.reverseOrder())
                .map(UUID::toString)
                .toList();
        assertThat(walked).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void endsWithoutACursorOnAFullLastPage() {
        // Given
        Logs.keep(Stream.generate(() -> new Sample(project).record()).limit(10).toList());

        // When
        Page first = page(5, null);
        Page second = page(5, Objects.requireNonNull(first.next()));

        // Then
        assertThat(first.ids()).hasSize(5);
        assertThat(second.ids()).hasSize(5).doesNotContainAnyElementsOf(first.ids());
        assertThat(second.next()).isNull();
    }

    @Test
    void showsFiftyWithoutALimitAndNoBodies() {
        // Given
        Logs.keep(Stream.generate(() -> new Sample(project).json("{}", "{}").record())
                .limit(51)
                .toList());

        // When
        JsonPath page = Logs.reader().get(Logs.requests(project)).jsonPath();

        // Then
        assertThat(page.getList("data")).hasSize(50);
        assertThat(page.getString("next")).isNotNull();
        assertThat(page.getString("data[0].attempts[0].provider")).isEqualTo("groq");
        assertThat(page.getMap("data[0]")).doesNotContainKeys("request_body", "response_body");
    }

    @Test
    void isEmptyForAProjectWithoutRequests() {
        Logs.reader().get(Logs.requests(project)).then().body("data", empty()).body("next", nullValue());
    }

    @Test
    void showsNothingOfAnotherProject() {
        // Given
        UUID foreign = UuidV7.next();
        RequestRecord own = new Sample(project).json("{\"a\":1}", null).record();
        RequestRecord theirs = new Sample(foreign).json("{\"secret\":1}", null).record();
        Logs.keep(List.of(own, theirs));

        // When
        Page page = page(50, null);

        // Then
        assertThat(page.ids()).containsExactly(own.id().toString());
        Logs.one(project, own.id()).then().statusCode(200);
        Logs.one(project, theirs.id())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("There is no request " + theirs.id() + " in project " + project + "."));
        Logs.one(project, UuidV7.next()).then().statusCode(404);
        Logs.one(project, UUID.randomUUID()).then().statusCode(404);
        assertThat(Logs.reader()
                        .queryParam("q", "id:" + theirs.id())
                        .get(Logs.requests(project))
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        assertThat(page(50, Cursor.after(theirs.id())).ids())
                .isSubsetOf(own.id().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, a whole number from 1 to 500",
        "limit, 501, a whole number from 1 to 500",
        "limit, many, a whole number from 1 to 500",
        "limit, 99999999999, a whole number from 1 to 500",
        "before, nonsense, must be the value of next in an earlier page",
        "before, !!!!, must be the value of next in an earlier page",
        "before, -B1Prn3sQdCnZQCgyR5r9g, must be the value of next in an earlier page",
        "filter, provider:groq, 'is not a parameter of this call; allowed: q, limit, before'",
    })
    void refusesAParameterThatIsNone(String name, String value, String message) {
        Logs.reader()
                .queryParam(name, value)
                .get(Logs.requests(project))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(name))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void refusesAParameterThatComesTwice() {
        Logs.reader()
                .queryParam("q", "a", "b")
                .get(Logs.requests(project))
                .then()
                .statusCode(400)
                .body("detail", equalTo("q may be given once"));
    }

    private Page page(int limit, @Nullable String before) {
        RequestSpecification call = Logs.reader().queryParam("limit", limit);
        JsonPath json = (before == null ? call : call.queryParam("before", before))
                .get(Logs.requests(project))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Page(json.getList("data.id", String.class), json.getString("next"));
    }
}
