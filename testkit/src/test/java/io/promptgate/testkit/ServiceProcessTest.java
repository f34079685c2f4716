package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void waitsUntilTheServiceIsReadyThenStopsIt() throws Exception {
        // Given
        try (ServiceProcess service = ServiceProcess.start(plan("toy", Map.of("TOY_NAME", "toto")))) {
            // When
            service.awaitReady(LIMIT);

            // Then
            assertThat(service.log()).contains("hello toto");
            service.stop();
            assertThat(service.isAlive()).isFalse();
        }
    }

    @Test
    void showsTheLogOfAServiceThatEnds() throws Exception {
        ServiceProcess service = ServiceProcess.start(plan("toy-ends", Map.of("TOY_NAME", "nobody")));
        assertThatThrownBy(() -> service.awaitReady(LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("toy-ends ended with 3")
                .hasMessageContaining("hello nobody");
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> ServiceProcess.start(ServiceProcess.Plan.of("no-such-service", Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not built:");
    }

    private ServiceProcess.Plan plan(String name, Map<String, String> environment) throws IOException {
        return new ServiceProcess.Plan(name, toyJar(), environment, 0, 0);
    }

    private Path toyJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ToyService.class.getName());
        String entry = ToyService.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("toy.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(Path.of("target", "test-classes").resolve(entry)));
        }
        return jar;
    }
}
