package io.promptgate.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bills of materials, which a build with {@code -Dsbom} makes. */
class SbomIT {

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void namesEachLibraryWithItsLicence(String service) throws IOException {
        // Given
        JsonNode bill = bill(service);

        // Then
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("promptgate-" + service + "-service");
        assertThat(bill.at("/metadata/component/version").asText()).isEqualTo(Repository.version());
        assertThat(Yaml.each(bill.path("components"))
                        .map(component -> component.path("name").asText()))
                .hasSizeGreaterThan(50)
                .contains("quarkus-core", "promptgate-common");
        assertThat(Yaml.each(bill.path("components"))
                        .filter(component -> component.path("licenses").isEmpty())
                        .map(component -> component.path("purl").asText()))
                .isEmpty();
    }

    /** Quarkus' build, not Maven's tree, decides what the service takes along. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void namesAllThatThePackagedServiceTakesAlong(String service) throws IOException {
        // Given
        Set<String> named = Yaml.each(bill(service).path("components"))
                .map(component -> component.path("group").asText() + "."
                        + component.path("name").asText() + "-"
                        + component.path("version").asText())
                .collect(Collectors.toSet());

        // When
        List<String> libraries = libraries(service);

        // Then
        assertThat(libraries).isNotEmpty();
        assertThat(libraries.stream().filter(jar -> named.stream().noneMatch(jar::startsWith)))
                .isEmpty();
    }

    private static List<String> libraries(String service) {
        Path folder = Repository.ROOT.resolve(service + "-service/target/quarkus-app/lib/main");
        return Repository.files(folder, ".jar").stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .toList();
    }

    private static JsonNode bill(String service) throws IOException {
        Path file = Repository.ROOT.resolve(service + "-service/target/sbom.cdx.json");
        assumeTrue(Boolean.getBoolean("sbom") || Files.exists(file), "no bill of materials; the build takes -Dsbom");
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }
}
