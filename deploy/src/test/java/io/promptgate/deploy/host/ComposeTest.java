package io.promptgate.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {
    private static final JsonNode COMPOSE = Yaml.document(Repository.DEPLOY.resolve("compose.yaml"));
    private static final JsonNode SERVICES = COMPOSE.path("services");

    @Test
    void hasEachServiceAndPostgresql() {
        assertThat(SERVICES.fieldNames()).toIterable().containsExactly("gateway", "admin", "logs", "postgres");
    }

    @Test
    void imagesAreOfOneVersion() {
        assertThat(SERVICES)
                .extracting(service -> service.path("image").asText())
                .allMatch(image -> image.matches("postgres:18\\.\\d+@sha256:[0-9a-f]{64}")
                        || image.endsWith("${PROMPTGATE_TAG:-" + Repository.version() + "}"));
    }

    @Test
    void containersAreLockedDown() {
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(service.path("user").asText()).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(Yaml.texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(Yaml.texts(service.path("security_opt"))).contains("no-new-privileges:true");
            assertThat(service.has("mem_limit")).isTrue();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @ParameterizedTest
    @CsvSource({"gateway,8080,8090", "admin,8081,8091", "logs,8082,8092"})
    void portsAreOpenOnThisMachineAlone(String service, int http, int management) {
        assertThat(Yaml.texts(SERVICES.path(service).path("ports")))
                .containsExactly("127.0.0.1:%1$d:%1$d".formatted(http), "127.0.0.1:%1$d:%1$d".formatted(management));
        assertThat(SERVICES.path("postgres").has("ports")).isFalse();
    }

    @Test
    void onlyAdminAndLogsReachPostgresqlAndOnlyTheGatewayIsMeantToGoOut() {
        assertThat(members("database")).containsExactly("admin", "logs", "postgres");
        assertThat(members("outside")).containsExactly("gateway");
        assertThat(COMPOSE.at("/networks/database/internal").asBoolean()).isTrue();
    }

    @Test
    void settingsAreDocumented() {
        assertThat(SERVICES.properties().stream()
                        .filter(service -> !service.getKey().equals("postgres"))
                        .flatMap(service -> service.getValue().path("environment").properties().stream())
                        .map(Map.Entry::getKey))
                .isNotEmpty()
                .isSubsetOf(Repository.documentedSettings("configuration.md", "deployment.md"));
    }

    @Test
    void secretsComeFromTheEnvironmentWhoseExampleNamesThemAll() {
        // Given
        String compose = Repository.read(Repository.DEPLOY.resolve("compose.yaml"));
        String example = Repository.read(Repository.DEPLOY.resolve(".env.example"));

        // When
        List<String> required = Pattern.compile("\\$\\{([A-Z_]+):\\?")
                .matcher(compose)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();

        // Then
        assertThat(required).hasSize(4).allMatch(name -> example.lines().anyMatch(line -> line.equals(name + "=")));
        assertThat(compose.lines().filter(line -> line.matches(".*(_KEY|PASSWORD):.*")))
                .allMatch(line -> line.contains(": ${"));
    }

    private static List<String> members(String network) {
        return SERVICES.properties().stream()
                .filter(service ->
                        Yaml.texts(service.getValue().path("networks")).contains(network))
                .map(Map.Entry::getKey)
                .toList();
    }
}
