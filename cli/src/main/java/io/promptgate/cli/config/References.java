package io.promptgate.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the references to secrets in a document, {@code ${env:NAME}} and {@code ${file:PATH}}, and their values. Only
 * the {@code secret} of a credential is a reference; the same letters elsewhere are just text.
 *
 * @param folder that relative paths start from
 */
public record References(Map<String, String> environment, Path folder) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public References {
        environment = Map.copyOf(environment);
    }

    /** The document with the values that there are. A text that is no document goes to the service, which says so. */
    public Document resolve(String text) {
        Map<String, Masked> secrets = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (JsonNode credential : tree(text).path("credentials")) {
            String reference = credential.path("secret").asText("");
            Matcher matcher = REFERENCE.matcher(reference);
            if (matcher.matches()) {
                resolve(reference, matcher.group(1).equals("env"), matcher.group(2), secrets, missing);
            }
        }
        return new Document(text, secrets, missing);
    }

    private void resolve(
            String reference, boolean variable, String name, Map<String, Masked> secrets, List<String> missing) {
        if (!variable) {
            file(reference, name, secrets, missing);
            return;
        }
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            missing.add(reference + ": the variable " + name + " is not set");
        } else {
            secrets.put(reference, Masked.of(value));
        }
    }

    private void file(String reference, String name, Map<String, Masked> secrets, List<String> missing) {
        try {
            String value = Files.readString(folder.resolve(name)).stripTrailing();
            secrets.put(reference, Masked.of(value));
        } catch (IOException | InvalidPathException _) {
            missing.add(reference + ": the file " + name + " cannot be read");
        }
    }

    private static JsonNode tree(String text) {
        try {
            return text.stripLeading().startsWith("{") ? Json.MAPPER.readTree(text) : YAML.readTree(text);
        } catch (JsonProcessingException _) {
            return Json.MAPPER.nullNode();
        }
    }
}
