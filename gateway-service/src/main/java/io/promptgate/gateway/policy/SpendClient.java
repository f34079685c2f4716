package io.promptgate.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks logs-service what tokens have used. It waits; not for event loops. */
@Singleton
final class SpendClient {
    private static final int OK = 200;

    private final GatewaySettings suite;
    private final BudgetSettings settings;
    private final Keys keys;
    private final Valuation valuation;
    private final HttpClient http;

    SpendClient(GatewaySettings suite, BudgetSettings settings, Keys keys, Valuation valuation) {
        this.suite = suite;
        this.settings = settings;
        this.keys = keys;
        this.valuation = valuation;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** What each of these tokens has used in the day and the month of a period. */
    Map<UUID, Spent> spent(List<UUID> tokens, Period period) throws IOException, InterruptedException {
        String query = "?day=" + period.dayStart() + "&month=" + period.monthStart() + "&tokens="
                + tokens.stream().map(UUID::toString).collect(Collectors.joining(","));
        HttpRequest request = HttpRequest.newBuilder(URI.create(suite.logsUrl().resolve("/internal/v1/spend") + query))
                .timeout(settings.timeout())
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .GET()
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new IOException("logs-service answered " + answer.statusCode());
            }
            return read(Json.MAPPER.readTree(body), tokens, period);
        }
    }

    /** A token that is not in the answer has used nothing. */
    private Map<UUID, Spent> read(JsonNode answer, List<UUID> tokens, Period period) {
        Map<UUID, Spent> spent = new HashMap<>();
        tokens.forEach(token -> spent.put(token, new Spent(period.dayStart(), 0, 0, period.monthStart(), 0, 0)));
        for (JsonNode row : answer.path("data")) {
            JsonNode day = row.path("day");
            JsonNode month = row.path("month");
            spent.put(
                    UUID.fromString(row.path("token_id").asText()),
                    new Spent(
                            period.dayStart(),
                            money(day),
                            day.path("tokens").asLong(),
                            period.monthStart(),
                            money(month),
                            month.path("tokens").asLong()));
        }
        return spent;
    }

    private long money(JsonNode part) {
        return Money.of(part.path("cost_usd").decimalValue())
                + valuation.unpriced(part.path("unpriced_tokens").asLong());
    }
}
