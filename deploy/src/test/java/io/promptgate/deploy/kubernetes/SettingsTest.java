package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    private static final List<String> DOCUMENTED = Repository.documentedSettings("configuration.md", "deployment.md");

    @ParameterizedTest
    @EnumSource
    void everySettingIsDocumented(Rendering rendering) {
        // Given
        Stream<String> fromConfigMaps = rendering
                .ofKind("ConfigMap")
                .flatMap(map -> map.path("data").properties().stream().map(Map.Entry::getKey));
        Stream<String> fromEnvironment = rendering
                .ofKind("Deployment")
                .flatMap(d -> Yaml.each(d.at("/spec/template/spec/containers/0/env")))
                .map(variable -> variable.path("name").asText());

        // When
        Stream<String> settings = Stream.concat(fromConfigMaps, fromEnvironment);

        // Then
        assertThat(settings).isNotEmpty().allSatisfy(name -> assertThat(name).isIn(DOCUMENTED));
    }

    @ParameterizedTest
    @EnumSource
    void gatewaysAreNamedByTheirPod(Rendering rendering) {
        assertThat(Yaml.each(rendering.object("Deployment", "gateway").at("/spec/template/spec/containers/0/env"))
                        .filter(variable -> variable.path("name").asText().equals("PROMPTGATE_REPLICA_ID")))
                .singleElement()
                .matches(variable ->
                        variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name"));
    }

    @Test
    void theGracePeriodFitsTheDrain() {
        // Given
        JsonNode pod = Rendering.PROD.object("Deployment", "gateway").at("/spec/template/spec");
        Duration pause = Duration.ofSeconds(
                pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asLong());
        Duration requests = duration(setting("gateway-settings", "PROMPTGATE_DRAIN_TIMEOUT"));
        Duration records = duration(Repository.documentedDefault("PROMPTGATE_SHIP_DRAIN"));

        // When
        Duration longestStop = pause.plus(requests).plus(records);

        // Then
        assertThat(pause).isPositive();
        assertThat(longestStop)
                .isLessThan(Duration.ofSeconds(
                        pod.path("terminationGracePeriodSeconds").asLong()));
    }

    @Test
    void productionReachesItsDatabaseByCheckedTls() {
        assertThat(setting("database-settings", "PROMPTGATE_DATABASE_URL")).endsWith("?sslmode=verify-full");
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    private static String setting(String map, String name) {
        return Rendering.PROD
                .ofKind("ConfigMap")
                .filter(object -> Rendering.name(object).startsWith(map + "-"))
                .map(object -> object.path("data").path(name).asText())
                .findFirst()
                .orElseThrow();
    }
}
