package io.promptgate.deploy.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The kustomize of this machine, by itself or in kubectl. */
record Kustomize(List<String> command) {
    private static final int TIMEOUT_SECONDS = 60;

    /** Finds it in {@code PATH}. */
    static Optional<Kustomize> find() {
        return inPath("kustomize")
                .map(program -> new Kustomize(List.of(program, "build")))
                .or(() -> inPath("kubectl").map(program -> new Kustomize(List.of(program, "kustomize"))));
    }

    private static Optional<String> inPath(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The manifests of a folder as YAML. */
    String render(Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("kustomize", ".yaml");
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(folder.toString()))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed for " + folder + ": " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
