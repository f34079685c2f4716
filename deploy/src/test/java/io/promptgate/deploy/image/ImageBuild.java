package io.promptgate.deploy.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.image.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds what a Dockerfile says with Jib into a tar, without an engine and without the network: from scratch, so the
 * base's layers are missing and only ours are there.
 *
 * @param absent names of files that may be missing, since the build that makes them did not run
 */
record ImageBuild(Dockerfile dockerfile, Map<String, String> given, Set<String> absent) {
    private static final Pattern PAIR = Pattern.compile("(\\S+?)=(?:\"([^\"]*)\"|(\\S+))");

    Path into(Path tar) throws Exception {
        List<Instruction> instructions = dockerfile.image(given);
        Map<String, String> arguments = Arguments.of(instructions, given);
        JibContainerBuilder builder = Jib.fromScratch();
        for (Instruction instruction : instructions) {
            add(builder, instruction.name(), Arguments.expand(instruction.arguments(), arguments));
        }
        builder.containerize(Containerizer.to(TarImage.at(tar).named("promptgate/image:test"))
                .setOfflineMode(true)
                .setApplicationLayersCache(tar.resolveSibling("layers"))
                .setBaseImageLayersCache(tar.resolveSibling("base-layers")));
        return tar;
    }

    private void add(JibContainerBuilder builder, String name, String arguments) throws IOException {
        switch (name) {
            case "ARG" -> {}
            case "LABEL" -> pairs(arguments).forEach(builder::addLabel);
            case "ENV" -> pairs(arguments).forEach(builder::addEnvironmentVariable);
            case "WORKDIR" -> builder.setWorkingDirectory(AbsoluteUnixPath.get(arguments));
            case "USER" -> builder.setUser(arguments);
            case "ENTRYPOINT" -> builder.setEntrypoint(array(arguments));
            case "VOLUME" -> array(arguments).forEach(volume -> builder.addVolume(AbsoluteUnixPath.get(volume)));
            case "EXPOSE" ->
                Stream.of(arguments.split(" "))
                        .map(Integer::valueOf)
                        .forEach(port -> builder.addExposedPort(Port.tcp(port)));
            case "COPY" -> builder.addFileEntriesLayer(layer(List.of(arguments.split(" "))));
            default -> throw new IllegalArgumentException(name + " is not understood");
        }
    }

    private FileEntriesLayer layer(List<String> words) throws IOException {
        Map<String, String> flags = words.stream()
                .filter(word -> word.startsWith("--"))
                .collect(Collectors.toMap(
                        word -> word.substring(2, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1)));
        List<String> paths =
                words.stream().filter(word -> !word.startsWith("--")).toList();
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder();
        for (String source : paths.subList(0, paths.size() - 1)) {
            add(layer, Repository.ROOT.resolve(source), paths.getLast(), flags);
        }
        return layer.build();
    }

    /** A folder's content goes into the target, a file into a target that ends in a slash. */
    private void add(FileEntriesLayer.Builder layer, Path source, String target, Map<String, String> flags)
            throws IOException {
        if (!Files.exists(source) && absent.contains(String.valueOf(source.getFileName()))) {
            return;
        }
        String path = target.endsWith("/") && !Files.isDirectory(source) ? target + source.getFileName() : target;
        layer.addEntryRecursive(
                source,
                AbsoluteUnixPath.get(path),
                (file, _) -> permissions(file, flags),
                (_, _) -> FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                (_, _) -> flags.getOrDefault("chown", "0:0"));
    }

    /** As the build's own machine has them, like an engine does, unless the Dockerfile says it. */
    private static FilePermissions permissions(Path file, Map<String, String> flags) {
        try {
            return flags.containsKey("chmod")
                    ? FilePermissions.fromOctalString(flags.get("chmod").substring(1))
                    : FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        PAIR.matcher(text)
                .results()
                .forEach(pair -> pairs.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2)));
        return pairs;
    }

    private static List<String> array(String json) throws IOException {
        return Arrays.asList(new ObjectMapper().readValue(json, String[].class));
    }
}
