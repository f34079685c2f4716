package io.promptgate.gateway.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.config.Catalogue;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.Project;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.auth.Authenticator;
import io.promptgate.gateway.edge.ApiRoutes;
import io.promptgate.gateway.edge.BodyReader;
import io.promptgate.gateway.edge.EdgeSettings;
import io.promptgate.gateway.estimate.EstimateSettings;
import io.promptgate.gateway.estimate.Estimates;
import io.promptgate.gateway.policy.TestPolicies;
import io.promptgate.gateway.policy.guardrail.GuardrailSettings;
import io.promptgate.gateway.policy.guardrail.Guardrails;
import io.promptgate.gateway.record.BodyKeeper;
import io.promptgate.gateway.record.FakeLogs;
import io.promptgate.gateway.record.GatewayMetrics;
import io.promptgate.gateway.record.LogShipper;
import io.promptgate.gateway.record.RecordSettings;
import io.promptgate.gateway.record.Recorder;
import io.promptgate.gateway.record.ShipSettings;
import io.promptgate.gateway.record.Shipping;
import io.promptgate.gateway.record.SpoolSettings;
import io.promptgate.gateway.record.TokenUseLog;
import io.promptgate.gateway.record.Tracing;
import io.promptgate.gateway.resolve.ProviderSettings;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.resolve.Resolver;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.gateway.upstream.UpstreamClient;
import io.promptgate.gateway.upstream.UpstreamConnections;
import io.promptgate.gateway.upstream.UpstreamSettings;
import io.promptgate.testkit.StubUpstream;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway in this JVM without a container: all rooms, real sockets, several event loops, a stub for all providers
 * and a logs-service of one call. Its {@link #project} has every provider enabled and the aliases {@code fast} (groq),
 * {@code smart} (anthropic) and {@code cheap} (openai).
 */
final class TestGateway implements AutoCloseable {
    static final String OPENAI_KEY = "sk-openai-planted-4f1c9a7e2b";
    static final String GROQ_KEY = "gsk-groq-planted-77aa01bc93";

    private static final int EVENT_LOOPS = 4;
    private static final int SETTLED_LOOKS = 8;
    private static final long START_STOP_SECONDS = 20;

    private final Vertx vertx;
    private final StubUpstream upstream = StubUpstream.start();
    private final FakeLogs logs = FakeLogs.start();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<UUID, Credential> credentials = new LinkedHashMap<>();
    private final Map<UUID, Project> projects = new LinkedHashMap<>();
    private final AtomicInteger port = new AtomicInteger();
    private final Keys keys;
    private final CurrentSnapshot current;
    private final Shipping shipping;
    private final Tracing tracing;
    private final TestPolicies policies;
    private final Plan project;
    private final Masked token;
    private Catalogue catalogue = Catalogue.BUILT_IN;
    private long revision;

    private TestGateway(Map<String, String> overrides) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops(overrides)));
        TestSettings settings = TestSettings.of(properties(overrides));
        this.keys = new Keys(settings.get(GatewaySettings.class));
        this.current = new CurrentSnapshot(keys.box());
        GatewaySettings suite = settings.get(GatewaySettings.class);
        LogShipper shipper = new LogShipper(
                settings.get(ShipSettings.class),
                settings.get(SpoolSettings.class),
                suite,
                keys,
                new Replica(suite, 0),
                metrics);
        this.tracing = new Tracing(settings, new Replica(suite, 0), metrics);
        this.policies = new TestPolicies(vertx, settings, keys, current, metrics);
        ApiRoutes routes = new ApiRoutes(flow(settings, shipper, metrics));
        await(vertx.deployVerticle(() -> new Server(routes), new DeploymentOptions().setInstances(EVENT_LOOPS)));
        this.shipping = new Shipping(shipper);
        this.project = plan();
        this.token = project.token();
        publish(project);
    }

    static TestGateway start() {
        return start(Map.of());
    }

    /** With settings that differ from the defaults. */
    static TestGateway start(Map<String, String> overrides) {
        return new TestGateway(overrides);
    }

    StubUpstream upstream() {
        return upstream;
    }

    /** Connections are shared out to the event loops: a test that counts them wants one. */
    private static int eventLoops(Map<String, String> overrides) {
        return overrides.containsKey("promptgate.upstream.max-connections") ? 1 : EVENT_LOOPS;
    }

    FakeLogs logs() {
        return logs;
    }

    /** How many records there are once those of all requests so far have come. */
    int settled() {
        int[] last = {-1, 0};
        Awaited.until(Duration.ofSeconds(START_STOP_SECONDS), () -> {
            boolean still = logs.count() == last[0]
                    && metrics.get("promptgate.records.queued.bytes").gauge().value() == 0;
            last[0] = logs.count();
            last[1] = still ? last[1] + 1 : 0;
            return last[1] == SETTLED_LOOKS;
        });
        return last[0];
    }

    TestPolicies policies() {
        return policies;
    }

    MeterRegistry metrics() {
        return metrics;
    }

    CurrentSnapshot current() {
        return current;
    }

    Keys keys() {
        return keys;
    }

    Plan project() {
        return project;
    }

    Masked token() {
        return token;
    }

    int port() {
        return port.get();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    Api api() {
        return api(project, token);
    }

    Api api(Plan plan, Masked secret) {
        return new Api(url(), plan.uuid(), secret);
    }

    /** Another project with every provider and the usual aliases; not yet published. */
    Plan plan() {
        Plan plan = new Plan();
        for (ProviderPreset preset : ProviderPreset.values()) {
            String key = switch (preset) {
                case OPENAI_API -> OPENAI_KEY;
                case GROQ -> GROQ_KEY;
                default -> "key-of-" + preset.key() + "-0123456789";
            };
            plan.enable(preset.key(), preset == ProviderPreset.OLLAMA ? null : credential(preset.key(), key));
        }
        return plan.alias("fast", "groq", "llama-3.1-8b-instant")
                .alias("smart", "anthropic", "claude-sonnet-4-6-20251001")
                .alias("cheap", "openai", "gpt-4o-mini");
    }

    /** A new credential; served from the next {@link #publish} on. */
    synchronized UUID credential(String provider, String key) {
        UUID id = UuidV7.next();
        String sealed = keys.box().seal(Masked.of(key), Credential.context(id));
        credentials.put(id, new Credential(id, provider, provider, true, sealed));
        return id;
    }

    synchronized void credential(Credential changed) {
        credentials.put(changed.id(), changed);
    }

    synchronized Credential credential(UUID id) {
        return Objects.requireNonNull(credentials.get(id));
    }

    /** Served from the next {@link #publish} on. */
    synchronized void catalogue(Catalogue changed) {
        catalogue = changed;
    }

    /** Serves this project as it is now, under the next revision. */
    synchronized void publish(Plan plan) {
        projects.put(plan.uuid(), plan.project());
        revision++;
        current.replace(new ConfigSnapshot(
                revision,
                credentials.values().stream().toList(),
                projects.values().stream().toList(),
                List.of(),
                catalogue));
    }

    /** Waits until the records of all that was answered have been taken. */
    @Override
    public void close() {
        shipping.close();
        tracing.close();
        policies.close();
        await(vertx.close());
        upstream.close();
        logs.close();
        metrics.close();
    }

    private Flow flow(TestSettings settings, LogShipper shipper, MeterRegistry registry) {
        Providers providers = new Providers(settings.get(ProviderSettings.class));
        BodyKeeper keeper = new BodyKeeper(settings.get(RecordSettings.class));
        Recorder recorder = new Recorder(new GatewayMetrics(registry), shipper, tracing.tracer(), new TokenUseLog());
        UpstreamClient client = new UpstreamClient(
                vertx,
                settings.get(UpstreamSettings.class),
                new UpstreamConnections(settings.get(UpstreamSettings.class)),
                providers);
        Guardrails guardrails = new Guardrails(registry, settings.get(GuardrailSettings.class));
        return new Flow(
                new Exchanges(
                        current,
                        recorder,
                        keeper,
                        new Estimates(settings.get(EstimateSettings.class), registry),
                        new Drain(settings.get(DrainSettings.class), registry)),
                new Authenticator(Clock.systemUTC()),
                new BodyReader(vertx, settings.get(EdgeSettings.class)),
                new Resolver(providers),
                policies.policies(),
                guardrails,
                new Attempts(new Adapters(), client, guardrails),
                new ModelList(providers));
    }

    private Map<String, String> properties(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>();
        for (ProviderPreset preset : ProviderPreset.values()) {
            properties.put(
                    "promptgate.providers." + preset.key() + ".base-url", upstream.url("/" + preset.key() + "/v1"));
        }
        properties.put("promptgate.upstream.allow", "127.0.0.0/8");
        properties.put("promptgate.logs-url", logs.url());
        properties.put("promptgate.ship.linger", "1ms");
        properties.put("promptgate.ship.retry", "20ms");
        properties.put("promptgate.spool.enabled", "false");
        properties.putAll(overrides);
        return properties;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(START_STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** One of the event loops, all on one port, with the options that the container sets. */
    private final class Server extends AbstractVerticle {
        private final ApiRoutes routes;

        Server(ApiRoutes routes) {
            this.routes = routes;
        }

        @Override
        public void start(Promise<Void> started) {
            Router router = Router.router(vertx);
            routes.register(router);
            HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(-1) // one free port for all instances
                    .setTcpNoDelay(true)
                    .setAcceptBacklog(4096)
                    .setMaxHeaderSize(16 * 1024)
                    .setHandle100ContinueAutomatically(true));
            server.requestHandler(request -> {
                        request.pause(); // as in the container
                        router.handle(request);
                    })
                    .listen()
                    .onSuccess(bound -> port.set(bound.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
