package io.promptgate.deploy.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowsTest {
    private static final Path HOST = Repository.ROOT.resolve(".github");
    // YAML 1.1 reads the key "on" as a boolean
    private static final String ON = "true";

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedByCommitAndNameTheirRelease(Path workflow) {
        assertThat(uses(workflow))
                .isNotEmpty()
                .allMatch(line -> line.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2,3}"));
    }

    @Test
    void anActionHasOneCommitEverywhere() {
        // When
        Map<String, Set<String>> pins = workflows()
                .flatMap(WorkflowsTest::uses)
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('@')), Collectors.toSet()));

        // Then
        assertThat(pins.values()).allMatch(commits -> commits.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayReadAloneUnlessAJobSaysMore(Path workflow) {
        // Given
        JsonNode document = Yaml.document(workflow);

        // Then
        assertThat(document.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(document.path(ON).has("pull_request_target")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "native"})
    void whatRunsForAPullRequestWritesNothing(String name) {
        // Given
        JsonNode document = Yaml.document(HOST.resolve("workflows/" + name + ".yml"));

        // Then
        assertThat(document.path(ON).has("pull_request")).isTrue();
        assertThat(Yaml.each(document.path("jobs"))).noneMatch(job -> job.has("permissions"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void jobsEndInTimeOnAKnownSystem(Path workflow) {
        assertThat(Yaml.each(Yaml.document(workflow).path("jobs"))).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").asInt()).isBetween(1, 90);
            assertThat(job.path("runs-on").asText()).doesNotContain("latest");
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void checkoutsKeepNoCredentials(Path workflow) {
        assertThat(steps(workflow).filter(step -> step.path("uses").asText().startsWith("actions/checkout@")))
                .isNotEmpty()
                .noneMatch(step -> step.at("/with/persist-credentials").asBoolean(true));
    }

    /** What others can choose, a branch's name or a title, reaches a shell as a variable or not at all. */
    @ParameterizedTest
    @MethodSource("workflows")
    void scriptsHaveNoExpressions(Path workflow) {
        assertThat(steps(workflow).map(step -> step.path("run").asText())).noneMatch(script -> script.contains("${{"));
    }

    @Test
    void releasesAreForBothArchitecturesWithSumsBillsAndProvenance() {
        // Given
        String release = Repository.read(HOST.resolve("workflows/release.yml"));

        // Then
        assertThat(release)
                .contains("ubuntu-24.04-arm", "SHA256SUMS", "-Dsbom", "attest-build-provenance", "release-notes");
    }

    @Test
    void templatesAreWhole() {
        assertThat(Repository.files(HOST.resolve("ISSUE_TEMPLATE"), ".yml"))
                .hasSize(3)
                .allSatisfy(file -> {
                    JsonNode form = Yaml.document(file);
                    if (!file.endsWith("config.yml")) {
                        assertThat(form.has("name") && form.has("description") && form.has("body"))
                                .isTrue();
                    }
                });
        assertThat(HOST.resolve("PULL_REQUEST_TEMPLATE.md")).exists();
    }

    @Test
    void renewalsCoverWhatIsPinned() {
        // Given
        JsonNode updates = Yaml.document(HOST.resolve("dependabot.yml")).path("updates");

        // Then
        assertThat(Yaml.each(updates)
                        .map(update -> update.path("package-ecosystem").asText()))
                .containsExactly("maven", "github-actions", "docker", "docker-compose");
        assertThat(Yaml.each(updates)
                        .flatMap(update -> Stream.concat(
                                Stream.of(update.path("directory")), Yaml.each(update.path("directories"))))
                        .map(JsonNode::asText)
                        .filter(folder -> !folder.isEmpty()))
                .allMatch(folder -> Files.isDirectory(Repository.ROOT.resolve(folder.substring(1))));
    }

    static Stream<Path> workflows() {
        return Repository.files(HOST.resolve("workflows"), ".yml").stream();
    }

    private static Stream<String> uses(Path workflow) {
        return Repository.read(workflow)
                .lines()
                .filter(line -> line.contains("uses:"))
                .map(line -> line.substring(line.indexOf("uses:") + 5).strip());
    }

    private static Stream<JsonNode> steps(Path workflow) {
        return Yaml.each(Yaml.document(workflow).path("jobs")).flatMap(job -> Yaml.each(job.path("steps")));
    }
}
