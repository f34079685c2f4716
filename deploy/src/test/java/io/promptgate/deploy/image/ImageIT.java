package io.promptgate.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that the Dockerfiles describe, really built of the packaged services, and looked into. */
class ImageIT {
    private static final Set<String> MADE_ON_DEMAND = Boolean.getBoolean("sbom") ? Set.of() : Set.of("sbom.cdx.json");

    private static final Map<String, ImageTar> ON_THE_JVM = new HashMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws Exception {
        for (String service : List.of("gateway", "admin", "logs")) {
            ON_THE_JVM.put(service, build(Dockerfile.JVM, service));
        }
    }

    @AfterAll
    static void forget() {
        ON_THE_JVM.clear();
    }

    @ParameterizedTest
    @CsvSource({"gateway,8080,8090", "admin,8081,8091", "logs,8082,8092"})
    void isStartedWithoutRightsOnItsPorts(String service, int http, int management) {
        // When
        JsonNode config = jvm(service).config();

        // Then
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
        assertThat(Yaml.texts(config.path("Entrypoint")))
                .startsWith("/usr/bin/java")
                .endsWith("-jar", "/app/quarkus-run.jar");
        assertThat(config.path("ExposedPorts").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(http + "/tcp", management + "/tcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void saysWhatItIs(String service) {
        // When
        JsonNode labels = jvm(service).config().path("Labels");

        // Then
        assertThat(labels.path("org.opencontainers.image.title").asText())
                .isEqualTo("PromptGate " + service + "-service");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo(Repository.version() + "-jvm");
        assertThat(labels.path("org.opencontainers.image.revision").asText()).isEqualTo("0123456");
        assertThat(labels.toString()).doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void hasAllThatTheServicesClassPathNames(String service) throws IOException {
        // Given
        ImageTar image = jvm(service);

        // When
        String classPath = classPath(image.entry("/app/quarkus-run.jar"));

        // Then
        assertThat(classPath.split(" "))
                .hasSizeGreaterThan(5)
                .allSatisfy(jar -> assertThat(image.entry("/app/" + jar).size()).isPositive());
        assertThat(image.entries())
                .anyMatch(entry -> entry.path().startsWith("/app/app/promptgate-" + service + "-service-"))
                .anyMatch(entry -> entry.path().contains("/app/lib/main/io.promptgate.promptgate-common-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void holdsTheServiceAloneAndNothingThatItCouldChange(String service) {
        // When
        List<ImageTar.Entry> entries = jvm(service).entries();

        // Then
        assertThat(entries)
                .allMatch(entry -> entry.path().matches("/|/app(/.*)?|/var(/lib(/promptgate(/.*)?)?)?"))
                .noneMatch(entry -> entry.path().matches(".*\\.(sh|pem|key|env|p12|jks)"))
                .filteredOn(entry -> !entry.path().startsWith("/var/lib/promptgate"))
                .allMatch(entry -> entry.uid() == 0 && entry.gid() == 0)
                .filteredOn(entry -> !entry.folder())
                .isNotEmpty()
                .noneMatch(ImageTar.Entry::isWritableByOthersThanOwner);
    }

    @Test
    void onlyTheGatewayHasAFolderToWriteIn() {
        // When
        ImageTar gateway = jvm("gateway");

        // Then
        assertThat(gateway.entry("/var/lib/promptgate")).matches(folder -> folder.folder() && folder.uid() == 65532);
        assertThat(gateway.config().path("Volumes").has("/var/lib/promptgate")).isTrue();
        assertThat(Yaml.texts(gateway.config().path("Env"))).contains("PROMPTGATE_STATE_DIR=/var/lib/promptgate");
        assertThat(Stream.of(jvm("admin"), jvm("logs")))
                .noneMatch(image -> image.config().path("Volumes").has("/var/lib/promptgate")
                        || image.entries().stream().anyMatch(e -> e.path().startsWith("/var")));
    }

    @Test
    void thisJavaTakesTheOptionsOfTheEntrypoint() throws Exception {
        // Given
        List<String> entrypoint = Yaml.texts(jvm("gateway").config().path("Entrypoint"));
        List<String> options = entrypoint.subList(1, entrypoint.indexOf("-jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        // When
        Process process = new ProcessBuilder(Stream.of(List.of(java), options, List.of("-version"))
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void nativeImageIsTheProgramAlone(String service) throws Exception {
        // Given
        Path program = Repository.ROOT.resolve(
                service + "-service/target/promptgate-" + service + "-service-" + Repository.version() + "-runner");
        assumeTrue(Files.exists(program), "no native program of " + service + "-service was built");

        // When
        ImageTar image = build(Dockerfile.NATIVE, service);

        // Then
        assertThat(Yaml.texts(image.config().path("Entrypoint"))).containsExactly("/app/service");
        assertThat(image.entry("/app/service"))
                .matches(file -> file.mode() == 0b101_101_101 && file.uid() == 0)
                .matches(file -> file.size() > 10_000_000);
        assertThat(image.entries().stream().filter(entry -> !entry.folder()).map(ImageTar.Entry::path))
                .isSubsetOf("/app/service", "/app/sbom.cdx.json", "/app/LICENSE", "/var/lib/promptgate/.gitkeep");
    }

    private static ImageTar jvm(String service) {
        return Objects.requireNonNull(ON_THE_JVM.get(service));
    }

    private static ImageTar build(Dockerfile dockerfile, String service) throws Exception {
        Map<String, String> arguments = Map.of("SERVICE", service, "REVISION", "0123456");
        Path tar = new ImageBuild(dockerfile, arguments, MADE_ON_DEMAND).into(folder.resolve(service + ".tar"));
        return ImageTar.read(tar);
    }

    private static String classPath(ImageTar.Entry jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar.bytes()))) {
            return in.getManifest().getMainAttributes().getValue("Class-Path");
        }
    }
}
