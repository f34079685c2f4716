package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KustomizationFilesTest {
    private static final List<Path> FILES = Stream.of("base", "overlays", "components", "examples")
            .flatMap(folder -> Repository.files(Repository.DEPLOY.resolve(folder), ".yaml", ".env").stream())
            .toList();

    @Test
    void everyReferenceExists() {
        assertThat(references())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path)
                        .exists());
    }

    @Test
    void everyFileIsReferenced() {
        // Given
        Set<Path> references = references();

        // When
        List<Path> forgotten = FILES.stream()
                .filter(file -> !isKustomization(file) && !references.contains(file))
                .toList();

        // Then
        assertThat(forgotten).isEmpty();
    }

    @Test
    void everyManifestParses() {
        assertThat(FILES)
                .filteredOn(file -> file.toString().endsWith(".yaml"))
                .allSatisfy(file -> assertThat(Yaml.documents(Repository.read(file)))
                        .as(file.toString())
                        .isNotEmpty());
    }

    private static Set<Path> references() {
        return FILES.stream()
                .filter(KustomizationFilesTest::isKustomization)
                .flatMap(file -> named(Yaml.document(file))
                        .map(name -> file.resolveSibling(name).normalize()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> named(JsonNode kustomization) {
        return Stream.of(
                        Yaml.texts(kustomization.path("resources")).stream(),
                        Yaml.texts(kustomization.path("components")).stream(),
                        Yaml.each(kustomization.path("configMapGenerator"))
                                .flatMap(generator -> Yaml.texts(generator.path("envs")).stream()),
                        Yaml.each(kustomization.path("patches"))
                                .map(patch -> patch.path("path").asText()))
                .flatMap(names -> names);
    }

    private static boolean isKustomization(Path file) {
        return file.endsWith("kustomization.yaml");
    }
}
