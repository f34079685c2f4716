package io.promptgate.deploy.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Yaml;
import java.util.Map;

/** Kubernetes' label selectors; an empty one matches all. */
final class Selector {

    private Selector() {}

    static boolean matches(JsonNode selector, Map<String, String> labels) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(wanted -> wanted.getValue().asText().equals(labels.get(wanted.getKey())))
                && Yaml.each(selector.path("matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        String operator = expression.path("operator").asText();
        if (!operator.equals("In")) {
            throw new IllegalArgumentException("operator " + operator + " is not used in these manifests");
        }
        return value != null && Yaml.texts(expression.path("values")).contains(value);
    }
}
