package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The goldens are kustomize's output. With {@code -Dgolden.update=true} they are written anew. */
class KustomizeTest {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Path SUMS = Repository.DEPLOY.resolve("src/test/goldens/inputs.sha256");

    @ParameterizedTest
    @EnumSource
    void rendersWhatTheGoldenHas(Rendering rendering) throws IOException, InterruptedException {
        // Given
        Optional<Kustomize> kustomize = Kustomize.find();
        assumeTrue(kustomize.isPresent(), "neither kustomize nor kubectl in PATH: its output is not compared");

        // When
        String rendered = kustomize.orElseThrow().render(rendering.folder());

        // Then
        if (UPDATE) {
            Files.writeString(rendering.golden(), rendered);
        }
        assertThat(Yaml.documents(rendered)).isEqualTo(rendering.objects());
    }

    /** Without kustomize too, a manifest cannot change while the golden, which all other tests read, stays. */
    @Test
    void goldensAreOfTheseManifests() throws IOException {
        // Given
        String sums = Stream.of("base", "overlays", "components", "examples", "src/test/kustomize")
                .flatMap(folder -> inputs(folder).stream())
                .map(KustomizeTest::sum)
                .collect(Collectors.joining());

        // When
        if (UPDATE) {
            Files.writeString(SUMS, sums);
        }

        // Then
        assertThat(sums)
                .as("run the tests of deploy with kustomize or kubectl in PATH and -Dgolden.update=true")
                .isEqualTo(Repository.read(SUMS));
    }

    private static List<Path> inputs(String folder) {
        return Repository.files(Repository.DEPLOY.resolve(folder), ".yaml", ".env");
    }

    private static String sum(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash) + "  " + Repository.DEPLOY.relativize(file) + "\n";
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
