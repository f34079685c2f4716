package io.promptgate.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.deploy.Repository;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of hadolint that matter for these files, each with its number, and some of our own. */
class DockerfileTest {
    private static final Set<String> USED =
            Set.of("FROM", "ARG", "LABEL", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE", "ENTRYPOINT");

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void basesAreStagesOrPinnedByDigest(Dockerfile dockerfile) {
        // Given
        List<String> aliases = dockerfile.stages().stream()
                .flatMap(stage -> stage.alias().stream())
                .toList();

        // Then: DL3006, DL3007, DL3024, DL3029
        assertThat(aliases).containsExactly("base", "gateway", "admin", "logs");
        assertThat(dockerfile.stages())
                .allMatch(stage -> aliases.contains(stage.base())
                        || stage.base().equals("${SERVICE}")
                        || stage.base().matches("[a-z0-9./-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}"))
                .noneMatch(stage -> stage.base().contains("latest"));
    }

    /** So neither a shell nor the network is needed: no RUN, no ADD (DL3020), no HEALTHCHECK in a shell. */
    @ParameterizedTest
    @MethodSource("dockerfiles")
    void onlyDeclaresAndCopies(Dockerfile dockerfile) {
        assertThat(dockerfile.instructions())
                .extracting(Dockerfile.Instruction::name)
                .isSubsetOf(USED);
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void runsAsAUserWithoutRights(Dockerfile dockerfile) {
        // DL3002; by number, so that Kubernetes can check runAsNonRoot
        assertThat(dockerfile.all("USER")).containsExactly("65532:65532");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void entrypointIsOneProgramWithoutAShell(Dockerfile dockerfile) {
        // DL3025, DL4004
        assertThat(dockerfile.all("ENTRYPOINT"))
                .singleElement()
                .satisfies(arguments ->
                        assertThat(arguments).startsWith("[\"/").endsWith("\"]").doesNotContain("sh\""));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void pathsAreAbsolute(Dockerfile dockerfile) {
        // DL3000, DL3021, DL3045
        assertThat(dockerfile.all("WORKDIR")).containsExactly("/app");
        assertThat(dockerfile.all("COPY")).isNotEmpty().allSatisfy(copy -> {
            List<String> words = List.of(copy.split(" "));
            String target = words.getLast();
            long sources = words.stream().filter(word -> !word.startsWith("--")).count() - 1;
            assertThat(target).startsWith("/");
            assertThat(sources == 1 || target.endsWith("/")).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void everyCopyNamesItsOwner(Dockerfile dockerfile) {
        assertThat(dockerfile.all("COPY"))
                .allSatisfy(copy -> assertThat(copy)
                        .startsWith(copy.endsWith("/var/lib/promptgate/") ? "--chown=65532:65532 " : "--chown=0:0 "));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void portsAreThoseOfTheServices(Dockerfile dockerfile) {
        // DL3011
        assertThat(dockerfile.all("EXPOSE")).containsExactly("8080 8090", "8081 8091", "8082 8092");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void carriesTheLabelsOfTheImageFormat(Dockerfile dockerfile) {
        // DL3048
        String labels = dockerfile.all("LABEL").findFirst().orElseThrow();
        assertThat(Stream.of("title", "description", "version", "revision", "created", "licenses", "source", "vendor"))
                .allMatch(label -> labels.contains("org.opencontainers.image." + label + "=\""));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void versionIsTheProjects(Dockerfile dockerfile) {
        assertThat(dockerfile.all("ARG")).contains("VERSION=" + Repository.version());
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void holdsNoSecret(Dockerfile dockerfile) {
        assertThat(Stream.of("ENV", "ARG", "LABEL", "COPY").flatMap(dockerfile::all))
                .noneMatch(arguments -> arguments.matches("(?i).*(_key|password|secret|token|\\.pem|\\.env).*"));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void theContextIsClosedButForWhatIsCopied(Dockerfile dockerfile) {
        // Given
        List<String> ignored = Repository.read(dockerfile.file().resolveSibling(dockerfile + ".dockerignore"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();

        // Then
        assertThat(ignored.getFirst()).isEqualTo("*");
        assertThat(ignored.stream().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("!"));
    }

    static Stream<Dockerfile> dockerfiles() {
        return Dockerfile.both();
    }
}
