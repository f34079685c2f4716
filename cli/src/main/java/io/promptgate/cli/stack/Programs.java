package io.promptgate.cli.stack;

import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The services' programs as they were built: jars that a JVM runs, or native ones. */
final class Programs {
    private static final String HEAP = "-Xmx";

    private final Path home;
    private final StateDir state;
    private final boolean compiled;

    /**
     * @param home the repository's folder
     * @param compiled whether the native programs are to run
     */
    Programs(Path home, StateDir state, boolean compiled) {
        this.home = home;
        this.state = state;
        this.compiled = compiled;
    }

    /**
     * What starts a service.
     *
     * @param name the service's, without {@code -service}
     * @param options for its JVM; a native program takes the bound of its heap alone
     * @throws Failure when it has not been built
     */
    List<String> command(String name, String... options) {
        Path target = home.resolve(name + "-service").resolve("target");
        return compiled ? compiled(target, options) : jar(name, target, options);
    }

    private static List<String> compiled(Path target, String... options) {
        List<String> command = new ArrayList<>();
        try (DirectoryStream<Path> runners = Files.newDirectoryStream(target, "*-runner")) {
            runners.forEach(runner -> command.add(runner.toString()));
        } catch (IOException _) {
            // no folder, no program
        }
        if (command.size() != 1) {
            throw new Failure("there is no native program in " + target + ": build it with ./promptgate native");
        }
        List.of(options).stream().filter(option -> option.startsWith(HEAP)).forEach(command::add);
        return command;
    }

    private List<String> jar(String name, Path target, String... options) {
        Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Failure(jar + " is missing: build it with mvn package, or start with ./promptgate up");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        // out of memory it is of no more use; it will be started again
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=" + state.logs().resolve(name + ".crash.log"));
        command.addAll(
                List.of("-XX:+UseSerialGC", "--illegal-native-access=allow", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(ClassArchive.options(state.cache(), name, jar));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
