package io.promptgate.admin.convention;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.admin.TestStore;
import io.promptgate.admin.convention.Calls.Call;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of the document keeps to the conventions: found in the document, so that a new one is tested unasked. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ConventionsTest {
    private static final String JSON = "application/json";
    private static final String STALE = "\"999999999\"";
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    /** Lists that have a bound of their own, and no pages. */
    private static final Set<String> WHOLE =
            Set.of("/admin/v1/providers", "/admin/v1/projects/{uuid}/providers", "/admin/v1/replicas");

    private final List<String> wrong = new ArrayList<>();
    private Calls calls = Calls.none();

    @BeforeEach
    void readTheDocument() {
        calls = Calls.ofAll();
    }

    @Test
    void listsArePagedAndSayWhatALimitMayBe() {
        // Given
        List<Call> lists =
                calls.all().stream().filter(call -> call.takes("limit")).toList();
        assertThat(lists).hasSizeGreaterThan(8).allMatch(call -> call.takes("after"));

        // When
        for (Call list : lists) {
            for (String limit : List.of("0", "201", "-1", "x")) {
                Response answer = Calls.call().queryParam("limit", limit).get(list.path());
                expect(list + "?limit=" + limit, answer, 400, "1 to 200");
            }
            expect(
                    list + "?after=",
                    Calls.call().queryParam("after", "not a cursor").get(list.path()),
                    400,
                    "after must be");
            Response one = Calls.call().queryParam("limit", 1).get(list.path());
            if (one.statusCode() != 200 || one.jsonPath().getList("data").size() > 1) {
                wrong.add(list + " gives more than one");
            }
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void listsWithoutPagesAreNamed() {
        Predicate<Call> answersAPage = call -> call.described()
                .path("responses")
                .path("200")
                .path("content")
                .path(JSON)
                .path("schema")
                .path("properties")
                .has("next");

        assertThat(calls.all())
                .filteredOn(answersAPage)
                .filteredOn(call -> !call.takes("limit"))
                .extracting(Call::template)
                .containsExactlyInAnyOrderElementsOf(WHOLE);
    }

    @Test
    void changesOfWhatIsThereAreRefusedToWhoSawAnotherVersion() {
        // Given
        List<Call> changes = calls.all().stream()
                .filter(call -> Set.of("PUT", "PATCH", "DELETE").contains(call.method()))
                .toList();
        assertThat(changes).hasSizeGreaterThan(15).allMatch(call -> call.takes("If-Match"));

        // When
        calls.all().stream().filter(call -> call.takes("If-Match")).forEach(call -> {
            Response answer = Calls.call()
                    .header("If-Match", STALE)
                    .contentType(JSON)
                    .body(call.body())
                    .request(call.method(), call.path());
            expect(call.toString(), answer, 412, "");
        });

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void unknownFieldsAreRefusedAndToldTogether() {
        List<Call> reading = calls.all().stream().filter(Call::readsFields).toList();
        assertThat(reading).hasSizeGreaterThan(12);

        for (Call call : reading) {
            Response answer = Calls.call()
                    .contentType(JSON)
                    .body("{\"surprise\":1,\"another\":2}")
                    .request(call.method(), call.path());
            if (expect(call.toString(), answer, 422, "")
                    && !answer.jsonPath().getList("errors.field").containsAll(List.of("surprise", "another"))) {
                wrong.add(call + " tells " + answer.jsonPath().getList("errors.field"));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void brokenJsonIsRefusedWithItsPlace() {
        for (Call call : calls.all().stream().filter(Call::readsJson).toList()) {
            for (String body : List.of("{\"a\":", "{} x", "[1")) {
                Response answer = Calls.call().contentType(JSON).body(body).request(call.method(), call.path());
                expect(call + " " + body, answer, 400, "line 1");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void bodiesOfOtherTypesAreRefused() {
        for (Call call : calls.all().stream().filter(Call::readsJson).toList()) {
            Response answer = Calls.call().contentType("text/csv").body("a").request(call.method(), call.path());
            expect(call.toString(), answer, 415, "");
        }

        assertThat(wrong).isEmpty();
    }

    /** Not found where the path is another resource's, not allowed where it is one's own; never a fault. */
    @Test
    void otherMethodsAreRefusedAsProblems() {
        calls.methods()
                .forEach((path, allowed) -> METHODS.stream()
                        .filter(method -> !allowed.contains(method))
                        .forEach(method -> {
                            Response answer =
                                    Calls.call().contentType(JSON).body("{}").request(method, path);
                            expect(method + " " + path, answer, answer.statusCode() == 404 ? 404 : 405, "");
                        }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void unknownPathsAndThingsAreProblems() {
        for (Call call : calls.all()) {
            expect(call + "/none", Calls.call().get(call.path() + "/no/such/path"), 404, "");
        }
        expect("nothing", Calls.call().get("/admin/v1"), 404, "");
        expect("nothing", Calls.call().get("/admin/v2/projects"), 404, "");

        assertThat(wrong).isEmpty();
    }

    @Test
    void puttingTheSameTwiceMakesOneRevision() {
        for (Call call : calls.all().stream()
                .filter(one -> one.method().equals("PUT") && !one.template().endsWith("/secret"))
                .toList()) {
            Response first = put(call);
            Response second = put(call);
            if (second.statusCode() != 200
                    || !first.header("x-promptgate-revision").equals(second.header("x-promptgate-revision"))
                    || !first.header("ETag").equals(second.header("ETag"))
                    || !first.asString().equals(second.asString())) {
                wrong.add(call + ": " + first.headers() + " then " + second.headers());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static Response put(Call call) {
        return Calls.call().contentType(JSON).body(call.body()).put(call.path());
    }

    /** Notes an answer that is no problem of this status whose text says something. */
    private boolean expect(String what, Response answer, int status, String text) {
        String type = String.valueOf(answer.contentType());
        boolean right = answer.statusCode() == status
                && type.startsWith("application/problem+json")
                && answer.jsonPath().getInt("status") == status
                && answer.asString().contains(text);
        if (!right) {
            wrong.add(what + " answered " + answer.statusCode() + " " + type + " " + answer.asString());
        }
        return right;
    }
}
