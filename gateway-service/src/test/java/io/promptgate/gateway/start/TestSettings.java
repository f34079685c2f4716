package io.promptgate.gateway.start;

import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.edge.EdgeSettings;
import io.promptgate.gateway.estimate.EstimateSettings;
import io.promptgate.gateway.flow.DrainSettings;
import io.promptgate.gateway.policy.BudgetSettings;
import io.promptgate.gateway.policy.RedisSettings;
import io.promptgate.gateway.policy.guardrail.GuardrailSettings;
import io.promptgate.gateway.record.RecordSettings;
import io.promptgate.gateway.record.ShipSettings;
import io.promptgate.gateway.record.SpoolSettings;
import io.promptgate.gateway.record.TokenUseSettings;
import io.promptgate.gateway.record.TraceSettings;
import io.promptgate.gateway.resolve.ProviderSettings;
import io.promptgate.gateway.snapshot.FeedSettings;
import io.promptgate.gateway.upstream.UpstreamSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The service's settings as it reads them itself, defaults and all, with what a test says otherwise. */
public final class TestSettings {
    private static final String SERVICE_KEY = "a-service-key-for-tests";
    private static final List<Class<?>> MAPPINGS = List.of(
            GatewaySettings.class,
            BudgetSettings.class,
            DrainSettings.class,
            EdgeSettings.class,
            EstimateSettings.class,
            FeedSettings.class,
            GuardrailSettings.class,
            ProviderSettings.class,
            RecordSettings.class,
            RedisSettings.class,
            ShipSettings.class,
            SpoolSettings.class,
            TokenUseSettings.class,
            TraceSettings.class,
            UpstreamSettings.class);

    private final SmallRyeConfig config;

    private TestSettings(SmallRyeConfig config) {
        this.config = config;
    }

    /** Keys that fit, and these properties. */
    public static TestSettings of(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("promptgate.master-key", SecretBox.newKey().reveal());
        all.put("promptgate.service-key", SERVICE_KEY);
        all.putAll(properties);
        return bare(new PropertiesConfigSource(all, "test", 100));
    }

    /** Nothing but what these sources say. */
    public static TestSettings bare(ConfigSource... sources) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withSources(sources);
        MAPPINGS.forEach(builder::withMapping);
        return new TestSettings(builder.build());
    }

    public <T> T get(Class<T> mapping) {
        return config.getConfigMapping(mapping);
    }
}
