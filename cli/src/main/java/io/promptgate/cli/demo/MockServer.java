package io.promptgate.cli.demo;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.testkit.Answer;
import io.promptgate.testkit.StubUpstream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo's providers: mocks in this process that speak the real ones' wire formats, at a model's pace. */
public final class MockServer implements AutoCloseable {
    /** A stream that can be watched coming. */
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(25);

    private static final Map<String, String> PATHS =
            Map.of("OPENAI", "/openai/v1", "ANTHROPIC", "/anthropic/v1", "GROQ", "/groq/openai/v1");

    private final StubUpstream server;

    private MockServer(StubUpstream server) {
        this.server = server;
    }

    public static MockServer start(int port) {
        try {
            StubUpstream server = StubUpstream.start(port);
            server.record(false);
            Answer mock = server.mock();
            server.always("/", request -> mock.to(request).gap(BETWEEN_WORDS));
            return new MockServer(server);
        } catch (IllegalStateException e) {
            throw new Failure("the mock providers do not start: " + e.getMessage(), e);
        }
    }

    /**
     * The settings that lead the gateway here; what the operator has set wins.
     *
     * @param operators the operator's environment
     */
    public Map<String, String> environment(Map<String, String> operators) {
        Map<String, String> settings = new LinkedHashMap<>();
        PATHS.forEach((provider, path) -> {
            String name = "PROMPTGATE_PROVIDERS_" + provider + "_BASE_URL";
            settings.put(name, operators.getOrDefault(name, server.url(path)));
        });
        String allowed = operators.getOrDefault("PROMPTGATE_UPSTREAM_ALLOW", "");
        settings.put("PROMPTGATE_UPSTREAM_ALLOW", allowed.isBlank() ? "127.0.0.1" : allowed + ",127.0.0.1");
        return settings;
    }

    @Override
    public void close() {
        server.close();
    }
}
