package io.promptgate.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far back bare words are searched, and that the answer says so. */
@QuarkusTest
@WithTestResource(LogStore.class)
class WordsTest {
    private final UUID project = UuidV7.next();
    private final Instant now = Instant.now();
    private final RequestRecord late = said(Duration.ofHours(1));
    private final RequestRecord early = said(Duration.ofHours(30));
    private final RequestRecord earliest = said(Duration.ofDays(9));

    @BeforeEach
    void keepThree() {
        Logs.keep(List.of(late, early, earliest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pelican", "provider:groq pelican", "-stork"})
    void searchesBackADayAndSaysSo(String query) {
        // When
        JsonPath page = search(query);

        // Then
        assertThat(page.getList("data.id")).containsExactly(late.id().toString());
        Instant from = Instant.parse(page.getString("searched_from"));
        assertThat(from)
                .isBetween(now.minus(Duration.ofHours(24)), Instant.now().minus(Duration.ofHours(24)));
        assertThat(page.getString("notice")).contains(page.getString("searched_from"), "since:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pelican since:10d", "pelican after:2020-01-01", "provider:groq", ""})
    void searchesAsFarAsTheFilterSays(String query) {
        // When
        JsonPath page = search(query);

        // Then
        assertThat(page.getList("data")).hasSize(3);
        assertThat(page.<Object>get("searched_from")).isNull();
        assertThat(page.<Object>get("notice")).isNull();
    }

    @Test
    void countsBackFromTheFiltersEnd() {
        // When
        JsonPath page = search("pelican before:" + now.minus(Duration.ofHours(20)));

        // Then
        assertThat(page.getList("data.id")).containsExactly(early.id().toString());
        assertThat(Instant.parse(page.getString("searched_from"))).isBefore(now.minus(Duration.ofHours(43)));
    }

    @Test
    void boundsAnExportAlikeAndSaysSoInItsHead() {
        // When
        Response bounded = export("pelican");
        Response whole = export("pelican since:10d");

        // Then
        assertThat(bounded.asString().lines()).hasSize(1);
        assertThat(bounded.header("X-PromptGate-Notice")).contains("since:");
        assertThat(whole.asString().lines()).hasSize(3);
        assertThat(whole.header("X-PromptGate-Notice")).isNull();
    }

    private RequestRecord said(Duration ago) {
        return new Sample(project)
                .at(now.minus(ago))
                .json("{\"say\":\"pelican\"}", null)
                .record();
    }

    private JsonPath search(String query) {
        return Logs.reader()
                .queryParam("q", query)
                .get(Logs.requests(project))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response export(String query) {
        return Logs.reader().queryParam("q", query).get("/logs/v1/projects/" + project + "/export");
    }
}
