package io.promptgate.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What dashboard and alerts ask for is what {@code docs/metrics.md} tells of. */
class MetricsUsedTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(promptgate_[a-z0-9_]+)` \\| (\\w+) \\|");
    private static final Pattern NAME = Pattern.compile("promptgate_[a-z0-9_]+");

    @Test
    void theDashboardAsksForDocumentedMetricsAlone() throws IOException {
        // When
        JsonNode dashboard =
                new ObjectMapper().readTree(Repository.read(Repository.ROOT.resolve("deploy/grafana/promptgate.json")));
        List<String> queries = dashboard.findValuesAsText("expr");

        // Then
        assertThat(queries)
                .hasSizeGreaterThan(25)
                .allMatch(query -> NAME.matcher(query).find());
        assertThat(used(queries)).isSubsetOf(known());
        assertThat(Yaml.each(dashboard.path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
        assertThat(dashboard.path("uid").asText()).isEqualTo("promptgate");
    }

    @Test
    void theAlertsAskForDocumentedMetricsAloneAndSayWhatToDo() {
        // When
        JsonNode rules = Yaml.document(Repository.ROOT.resolve("deploy/prometheus/alerts.yaml"))
                .at("/groups/0/rules");

        // Then
        assertThat(Yaml.each(rules)).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("PromptGate");
            assertThat(rule.at("/labels/severity").asText()).isIn("info", "warning", "critical");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).hasSizeGreaterThan(40);
            assertThat(NAME.matcher(rule.path("expr").asText()).find()).isTrue();
        });
        assertThat(used(Yaml.each(rules).map(rule -> rule.path("expr").asText()).toList()))
                .isSubsetOf(known());
        assertThat(Yaml.each(rules).map(rule -> rule.path("alert").asText())).doesNotHaveDuplicates();
    }

    private static Set<String> used(List<String> queries) {
        Set<String> names = new TreeSet<>();
        queries.forEach(query -> NAME.matcher(query).results().forEach(name -> names.add(name.group())));
        return names;
    }

    /** The documented names, with those by which a summary is asked for. */
    private static Set<String> known() {
        Set<String> names = new HashSet<>();
        Matcher rows = ROW.matcher(Repository.read(Repository.ROOT.resolve("docs/metrics.md")));
        while (rows.find()) {
            names.add(rows.group(1));
            if (rows.group(2).equals("summary")) {
                List.of("_count", "_sum", "_max").forEach(end -> names.add(rows.group(1) + end));
            }
        }
        return names;
    }
}
