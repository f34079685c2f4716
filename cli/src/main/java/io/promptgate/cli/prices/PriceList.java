package io.promptgate.cli.prices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prices that admin-service has, and the calls about them. */
public final class PriceList {
    private static final String PATH = "/admin/v1/prices";
    private static final int PAGE = 200;

    private final ApiClient admin;

    public PriceList(ApiClient admin) {
        this.admin = admin;
    }

    /** The prices that hold, of one provider or of all, as lines. */
    public List<String> show(@Nullable String provider) {
        Table table = new Table(2, "PROVIDER", "MODEL", "INPUT", "CACHED", "WRITE", "OUTPUT", "ORIGIN");
        String next = null;
        do {
            JsonNode page =
                    admin.get(PATH + "?limit=" + PAGE + parameter("provider", provider) + parameter("after", next));
            page.path("data").forEach(price -> table.add(row(price)));
            next = page.path("next").isTextual() ? page.path("next").asText() : null;
        } while (next != null);
        return table.lines();
    }

    /** Sets a price, in USD per million tokens; says what holds then. */
    public String set(String provider, String model, Map<String, BigDecimal> rates) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        rates.forEach(body::put);
        JsonNode price = admin.put(PATH + "/" + encoded(provider) + "/" + encoded(model), body);
        return price.path("provider").asText() + ":" + price.path("model").asText() + " now has "
                + price.path("source").asText();
    }

    /** Imports a file in LiteLLM's format; says what it did, as lines. */
    public List<String> importFile(byte[] file, boolean force, boolean dryRun) {
        JsonNode report = admin.post(PATH + "/import?force=" + force + "&dry_run=" + dryRun, "application/json", file);
        List<String> lines = new ArrayList<>();
        report.path("added").forEach(row -> lines.add("new      " + name(row) + "  " + rates(row.path("price"))));
        report.path("changed")
                .forEach(row -> lines.add(
                        "changed  " + name(row) + "  " + rates(row.path("before")) + " → " + rates(row.path("after"))));
        report.path("skipped")
                .forEach(row -> lines.add("left out " + row.path("count").asText() + " "
                        + Problems.plain(row.path("reason").asText())));
        report.path("unplaced")
                .forEach(field -> lines.add("no place for "
                        + Problems.plain(field.path("field").asText()) + ", which "
                        + field.path("count").asText()
                        + (field.path("count").asInt() == 1 ? " model has" : " models have")));
        lines.add((dryRun ? "it would be " : "") + report.path("added").size() + " new, "
                + report.path("changed").size() + " changed, "
                + report.path("unchanged").asText() + " as they were");
        return lines;
    }

    private static List<String> row(JsonNode price) {
        return List.of(
                Problems.plain(price.path("provider").asText()),
                Problems.plain(price.path("model").asText()),
                amount(price, "input"),
                amount(price, "cached_input"),
                amount(price, "cache_write"),
                amount(price, "output"),
                price.path("origin").asText());
    }

    private static String rates(JsonNode price) {
        return amount(price, "input") + "/" + amount(price, "output");
    }

    private static String name(JsonNode row) {
        return Problems.plain(
                row.path("provider").asText() + ":" + row.path("model").asText());
    }

    /** A figure as people write it. */
    static String amount(JsonNode price, String rate) {
        return price.path(rate).isNumber()
                ? price.path(rate).decimalValue().stripTrailingZeros().toPlainString()
                : "-";
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encoded(value);
    }

    /** As a piece of a path or a query. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
