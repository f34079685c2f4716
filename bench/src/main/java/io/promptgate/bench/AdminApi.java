package io.promptgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;

/** Sets up through the admin API what a team would have: a project, its providers, aliases and a token. */
final class AdminApi {
    private final Web web;
    private final String base;

    /**
     * An API.
     *
     * @param base the address of admin-service
     */
    AdminApi(Web web, String base) {
        this.web = web;
        this.base = base + "/admin/v1";
    }

    /**
     * What clients need.
     *
     * @param project its UUID
     */
    record Access(String project, String token) {}

    /** Makes a project in which each upstream is a provider with a credential of its own and an alias. */
    Access prepare() throws InterruptedException {
        String project = create(
                "/projects",
                object().put("name", "bench").put("project_type", "ai_wrapper").put("env", "bench"),
                "uuid");
        for (Upstream upstream : Upstream.values()) {
            enable(project, upstream);
        }
        String token = create("/projects/" + project + "/tokens", object().put("name", "bench"), "token");
        return new Access(project, token);
    }

    private void enable(String project, Upstream upstream) throws InterruptedException {
        ObjectNode credential = object().put("name", upstream.alias())
                .put("provider", upstream.provider())
                .put("secret", "sk-bench-" + upstream.alias() + "-0123456789abcdef");
        String id = create("/credentials", credential, "id");
        put(
                "/projects/" + project + "/providers/" + upstream.provider(),
                object().put("enabled", true).put("credential_id", id));
        put(
                "/projects/" + project + "/aliases/" + upstream.alias(),
                object().put("provider", upstream.provider()).put("model", upstream.model()));
    }

    private String create(String path, ObjectNode what, String wanted) throws InterruptedException {
        JsonNode made = web.send("POST", base + path, what);
        return made.required(wanted).asText();
    }

    private void put(String path, ObjectNode what) throws InterruptedException {
        web.send("PUT", base + path, what);
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
