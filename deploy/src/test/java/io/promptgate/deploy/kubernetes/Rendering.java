package io.promptgate.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What kustomize makes of a folder. The tests read it from a golden, so that they need no kustomize. */
public enum Rendering {
    DEV("overlays/dev"),
    PROD("overlays/prod"),
    ALL_COMPONENTS("src/test/kustomize/all-components"),
    CLOUDNATIVE_PG("examples/cloudnative-pg");

    private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet");

    private final String folder;

    Rendering(String folder) {
        this.folder = folder;
    }

    public Path folder() {
        return Repository.DEPLOY.resolve(folder);
    }

    /** The file with kustomize's output. */
    public Path golden() {
        return Repository.DEPLOY.resolve("src/test/goldens").resolve(folder().getFileName() + ".yaml");
    }

    public List<JsonNode> objects() {
        return Yaml.documents(Repository.read(golden()));
    }

    public Stream<JsonNode> ofKind(String kind) {
        return objects().stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    public Stream<JsonNode> workloads() {
        return objects().stream()
                .filter(object -> WORKLOADS.contains(object.path("kind").asText()));
    }

    /** The pods' templates: labels in {@code metadata}, containers in {@code spec}. */
    public Stream<JsonNode> pods() {
        return workloads().map(workload -> workload.at("/spec/template"));
    }

    public Stream<JsonNode> containers() {
        return pods().flatMap(pod -> Yaml.each(pod.at("/spec/containers")));
    }

    /** The object of that kind and name. */
    public JsonNode object(String kind, String name) {
        return ofKind(kind)
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no " + kind + " " + name));
    }

    public boolean has(String kind, String name) {
        return ofKind(kind).anyMatch(object -> name(object).equals(name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
