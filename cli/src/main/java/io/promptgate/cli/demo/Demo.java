package io.promptgate.cli.demo;

import io.promptgate.cli.state.DemoFacts;
import java.util.List;

/**
 * Makes the demo's project: three credentials, an {@code ai_wrapper} project that uses them, three aliases, a token.
 * Made once; what a user changes later stays changed. A start that was cut off goes on where it stopped.
 */
public final class Demo {
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "groq");
    private static final List<DemoAlias> ALIASES = List.of(
            new DemoAlias("fast", "groq", "llama-3.1-8b-instant"),
            new DemoAlias("smart", "anthropic", "claude-sonnet-4-6-20251001"),
            new DemoAlias("cheap", "openai", "gpt-4o-mini"));

    private final AdminApi admin;
    private final DemoFacts facts;

    public Demo(AdminApi admin, DemoFacts facts) {
        this.admin = admin;
        this.facts = facts;
    }

    private record DemoAlias(String name, String provider, String model) {}

    /**
     * Makes what is missing.
     *
     * @return whether anything was made
     */
    public boolean setUp() {
        if (facts.project().filter(uuid -> !admin.exists("/projects/" + uuid)).isPresent()) {
            facts.forget();
        }
        if (facts.complete()) {
            return false;
        }
        String project = facts.project().orElseGet(this::makeProject);
        PROVIDERS.forEach(provider -> bind(project, provider));
        ALIASES.forEach(alias -> admin.put(
                "/projects/" + project + "/aliases/" + alias.name(),
                AdminApi.object().put("provider", alias.provider()).put("model", alias.model())));
        if (facts.token().isEmpty()) {
            makeToken(project);
        }
        facts.keepComplete();
        return true;
    }

    private String makeProject() {
        String uuid = admin.post(
                        "/projects", AdminApi.object().put("name", "demo").put("project_type", "ai_wrapper"))
                .path("uuid")
                .asText();
        facts.keepProject(uuid);
        return uuid;
    }

    private void bind(String project, String provider) {
        String credential = facts.credential(provider).orElseGet(() -> makeCredential(provider));
        admin.put(
                "/projects/" + project + "/providers/" + provider,
                AdminApi.object().put("enabled", true).put("credential_id", credential));
    }

    /** The mocks take any key. */
    private String makeCredential(String provider) {
        String id = admin.post(
                        "/credentials",
                        AdminApi.object()
                                .put("name", "demo-" + provider)
                                .put("provider", provider)
                                .put("secret", "demo-key-of-" + provider))
                .path("id")
                .asText();
        facts.keepCredential(provider, id);
        return id;
    }

    private void makeToken(String project) {
        facts.keepToken(
                admin.post("/projects/" + project + "/tokens", AdminApi.object().put("name", "demo"))
                        .path("token")
                        .asText());
    }
}
