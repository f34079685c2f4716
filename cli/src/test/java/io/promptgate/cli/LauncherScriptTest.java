package io.promptgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell launcher at the repository's root, in a repository of its own with a toy program. */
class LauncherScriptTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path script;

    @BeforeEach
    void copy() throws IOException {
        root = Files.createDirectories(folder.resolve("the repository"));
        script = Files.copy(Path.of("..", "promptgate"), root.resolve("promptgate"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private record Run(int code, String output) {}

    @Test
    void handsArgumentsAndExitCodeOnFromAnyFolderAndThroughLinks() throws Exception {
        // Given
        toyProgram();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("the repository/promptgate"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("pg"), link);

        // When
        Run run = run(linkToLink, Map.of(), "status", "--state", "a folder");

        // Then
        assertThat(run.output()).contains("home=" + root.toRealPath(), "[status, --state, a folder]");
        assertThat(run.code()).isEqualTo(7);
    }

    @Test
    void runsTheTestsWithAllArgumentsAndKeepsTheExitCode() throws Exception {
        // Given
        Path tools = toyMaven("3.9.9");

        // When
        Run run = run(script, Map.of("PATH", tools + ":" + System.getenv("PATH")), "test", "-pl", "cli");

        // Then
        assertThat(run.output()).contains("args=-B -ntp verify -pl cli", "in=" + root.toRealPath());
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void saysThatMavenIsTooOld() throws Exception {
        // Given
        Path tools = toyMaven("3.6.3");

        // When
        Run run = run(script, Map.of("PATH", tools + ":" + System.getenv("PATH")), "test");

        // Then
        assertThat(run.output()).contains("promptgate: Maven 3.6.3 is too old: 3.8.7 or newer is needed");
        assertThat(run.code()).isOne();
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        // Given
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "grep", "sed", "find", "head", "mkdir", "flock")) {
            Path found = Path.of("/usr/bin", tool);
            if (Files.exists(found)) {
                Path stand = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
                assertThat(stand.toFile().setExecutable(true)).isTrue();
            }
        }

        // When
        Run run = run(script, Map.of("PATH", tools.toString()), "up");

        // Then
        assertThat(run.output()).contains("promptgate: no Maven found");
        assertThat(run.code()).isOne();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        // Given
        Path tools = toyMaven("3.9.9");

        // When
        Run run = run(script, Map.of("PATH", tools + ":" + System.getenv("PATH")), "up");

        // Then
        assertThat(run.output()).contains("Building", "[ERROR] no such thing", "promptgate: the build failed");
        assertThat(run.code()).isOne();
    }

    private Run run(Path program, Map<String, String> environment, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private Path toyMaven(String version) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path maven = Files.writeString(tools.resolve("mvn"), """
                #!/bin/sh
                [ "$1" != -v ] || { echo "Apache Maven %s (x)"; exit 0; }
                echo "args=$*"
                echo "in=$(pwd -P)"
                echo "[ERROR] no such thing"
                exit 5
                """.formatted(version), StandardCharsets.US_ASCII);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        return tools;
    }

    private void toyProgram() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ToyProgram.class.getName());
        String entry = ToyProgram.class.getName().replace('.', '/') + ".class";
        Path jar = Files.createDirectories(root.resolve("cli/target")).resolve("promptgate-cli.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(Path.of("target", "test-classes").resolve(entry)));
        }
    }
}
