package io.promptgate.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A whole answer of the gateway. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Got(int status, HttpHeaders headers, byte[] body) {

    static Got of(HttpResponse<byte[]> response) {
        return new Got(response.statusCode(), response.headers(), response.body());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A header's value; empty when there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    UUID id() {
        return UUID.fromString(header("x-request-id"));
    }

    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text(), e);
        }
    }

    /** A member of OpenAI's error body. */
    String error(String member) {
        return json().path("error").path(member).asText();
    }

    /** The data of each event of a stream. */
    List<String> events() {
        return text().lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .toList();
    }
}
