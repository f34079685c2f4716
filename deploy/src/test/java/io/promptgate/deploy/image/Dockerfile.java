package io.promptgate.deploy.image;

import io.promptgate.deploy.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile read into its instructions: comments are dropped, continued lines are joined, {@code ${NAME}} is left
 * as it stands.
 */
record Dockerfile(Path file, List<Instruction> instructions) {
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    private static final Pattern STAGE = Pattern.compile("(\\S+)(?: AS (\\S+))?");

    static final Dockerfile JVM = read("Dockerfile.jvm");
    static final Dockerfile NATIVE = read("Dockerfile.native");

    /** One instruction, its name in capitals. */
    record Instruction(String name, String arguments) {

        static Instruction of(String line) {
            int space = line.indexOf(' ');
            return new Instruction(
                    line.substring(0, space).toUpperCase(Locale.ROOT),
                    line.substring(space).strip());
        }
    }

    /** What stands from one {@code FROM} to the next. */
    record Stage(String base, Optional<String> alias, List<Instruction> instructions) {}

    static Stream<Dockerfile> both() {
        return Stream.of(JVM, NATIVE);
    }

    private static Dockerfile read(String name) {
        Path file = Repository.DEPLOY.resolve("docker").resolve(name);
        String text = CONTINUED.matcher(Repository.read(file)).replaceAll("");
        List<Instruction> instructions = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Instruction::of)
                .toList();
        return new Dockerfile(file, instructions);
    }

    Stream<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments);
    }

    /** The stages in order. */
    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("FROM")) {
                var from = STAGE.matcher(instruction.arguments());
                if (!from.matches()) {
                    throw new IllegalArgumentException("FROM " + instruction.arguments());
                }
                stages.add(new Stage(from.group(1), Optional.ofNullable(from.group(2)), new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.getLast().instructions().add(instruction);
            }
        }
        return stages;
    }

    /** The instructions that make the image for these arguments, those of the stages it stands on first. */
    List<Instruction> image(Map<String, String> arguments) {
        return image(stages().getLast(), arguments).toList();
    }

    private Stream<Instruction> image(Stage stage, Map<String, String> arguments) {
        String base = Arguments.expand(stage.base(), arguments);
        Stream<Instruction> below = stages().stream()
                .filter(candidate -> candidate.alias().filter(base::equals).isPresent())
                .flatMap(candidate -> image(candidate, arguments));
        return Stream.concat(below, stage.instructions().stream());
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
