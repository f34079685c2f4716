package io.promptgate.logs.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.common.price.PriceOverride;
import io.promptgate.common.price.PriceTable;
import io.promptgate.common.secret.Masked;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The prices that hold now: the operator's, as admin-service has them, over those that came with this version. */
@Singleton
public final class AdminPrices {
    private static final Logger LOG = Logger.getLogger(AdminPrices.class);
    private static final int OK = 200;

    private final PriceTable bundled = PriceTable.bundled();
    private final HttpClient http;
    private final RepriceConfig config;
    private final URI adminUrl;
    private final Optional<Masked> serviceKey;

    @Inject
    AdminPrices(
            RepriceConfig config,
            @ConfigProperty(name = "promptgate.admin-url", defaultValue = "http://127.0.0.1:8081") URI adminUrl,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> serviceKey) {
        this.config = config;
        this.adminUrl = adminUrl;
        this.serviceKey = serviceKey;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
    }

    /** A price table and the revision of the configuration that it is of. */
    public record Table(long revision, PriceTable prices) {}

    /** Asks for the table; a 503 problem when admin-service does not answer. */
    Uni<Table> now() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(adminUrl + "/internal/v1/config/prices"))
                .timeout(config.timeout())
                .header(
                        "authorization",
                        "Bearer " + serviceKey.map(Masked::reveal).orElse(""))
                .GET()
                .build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
                .map(this::read)
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> {
                    LOG.warnf("admin-service does not tell its prices: %s", failure);
                    return ProblemException.unavailable("admin-service does not tell its prices now; try again.");
                });
    }

    private Table read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            LOG.warnf("admin-service answered %d when asked for its prices", answer.statusCode());
            throw ProblemException.unavailable(
                    "admin-service answered " + answer.statusCode() + " when asked for its prices.");
        }
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body());
            List<PriceOverride> own = List.of(Json.MAPPER.treeToValue(body.path("prices"), PriceOverride[].class));
            return new Table(body.path("revision").asLong(), bundled.with(own));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("admin-service's prices cannot be read: %s", e.getMessage());
            throw ProblemException.unavailable("admin-service's prices cannot be read.");
        }
    }
}
