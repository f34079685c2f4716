package io.promptgate.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;

/** An error of admin-service for people: its sentence, and a line for each field at fault. */
final class Refusal {
    private Refusal() {}

    static String words(int status, String body) {
        JsonNode problem = problem(body);
        String detail = problem.path("detail").asText(problem.path("title").asText("no reason was given"));
        StringBuilder words = new StringBuilder("admin-service refuses with ")
                .append(status)
                .append(": ")
                .append(detail);
        for (JsonNode error : problem.path("errors")) {
            words.append("\n  ");
            if (error.has("line")) {
                words.append("line ").append(error.path("line").asInt()).append(": ");
            }
            words.append(error.path("field").asText())
                    .append(' ')
                    .append(error.path("message").asText());
        }
        return words.toString();
    }

    private static JsonNode problem(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException _) {
            return Json.MAPPER.nullNode();
        }
    }
}
