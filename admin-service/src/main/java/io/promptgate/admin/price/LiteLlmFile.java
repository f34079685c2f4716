package io.promptgate.admin.price;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A price file in LiteLLM's public format (github.com/BerriAI/litellm, {@code model_prices_and_context_window.json},
 * as of commit 00035b69): an object by model's name, with {@code litellm_provider}, {@code mode}, and prices in USD per
 * token. The whole file is read before anything is taken from it; one bad price, and nothing is.
 */
final class LiteLlmFile {
    /** How many names of rows are told for each reason to leave something out. */
    static final int NAMES_SHOWN = 5;

    private static final int ERRORS_SHOWN = 50;
    private static final int ROWS_MOST = 20_000;
    private static final String EXAMPLE = "sample_spec";
    /** LiteLLM's name of a provider, where it is not the gateway's. */
    private static final Map<String, String> PROVIDERS = Map.of(
            "together_ai", "together",
            "text-completion-openai", "openai",
            "gemini", "google",
            "cohere_chat", "cohere");

    private static final Set<String> MODES = Set.of("chat", "completion", "responses", "embedding");
    private static final ObjectReader READER = new JsonMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<PriceKey, Price> prices = new LinkedHashMap<>();
    private final Map<PriceKey, String> names = new LinkedHashMap<>();
    private final Map<String, List<String>> skipped = new LinkedHashMap<>();
    private final Map<String, List<String>> unplaced = new TreeMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    private LiteLlmFile() {}

    /**
     * Reads a file.
     *
     * @throws ProblemException 400 when it is not JSON; 422 with what is wrong, when a price is negative, missing,
     *     absurd or no number, and when there is no price of a provider of the gateway's in it
     */
    static LiteLlmFile read(byte[] file) {
        JsonNode root = tree(file);
        if (!root.isObject()) {
            throw ProblemException.badRequest("The file must be a JSON object by model's name.");
        }
        if (root.size() > ROWS_MOST) {
            throw ProblemException.refused("The file has more than " + ROWS_MOST + " rows.");
        }
        LiteLlmFile result = new LiteLlmFile();
        root.properties().forEach(row -> result.row(row.getKey(), row.getValue()));
        result.check();
        return result;
    }

    Map<PriceKey, Price> prices() {
        return prices;
    }

    /** The name that the file has for a price. */
    String name(PriceKey key) {
        return names.getOrDefault(key, key.toString());
    }

    List<ImportReport.Skipped> skipped() {
        return skipped.entrySet().stream()
                .map(reason -> new ImportReport.Skipped(
                        reason.getKey(), reason.getValue().size(), some(reason.getValue())))
                .toList();
    }

    /** Prices of rows that were taken for which there is no place. */
    List<ImportReport.Unplaced> unplaced() {
        return unplaced.entrySet().stream()
                .map(field -> new ImportReport.Unplaced(
                        field.getKey(), field.getValue().size(), some(field.getValue())))
                .toList();
    }

    private static List<String> some(List<String> names) {
        return names.stream().limit(NAMES_SHOWN).toList();
    }

    private void row(String name, JsonNode row) {
        if (name.equals(EXAMPLE)) {
            skip("the format's own example", name);
            return;
        }
        String theirs = row.path("litellm_provider").asText();
        String provider = PROVIDERS.getOrDefault(theirs, theirs);
        String mode = row.path("mode").asText("chat");
        if (!ProviderPreset.keys().contains(provider)) {
            skip("of a provider that the gateway has not", name);
        } else if (!MODES.contains(mode)) {
            skip("not charged by the token: " + mode, name);
        } else {
            price(name, new PriceKey(provider, model(name, theirs)), new LiteLlmRow(row, mode));
        }
    }

    private void price(String name, PriceKey key, LiteLlmRow row) {
        if (!row.hasPrice()) {
            skip("without a price per token", name);
        } else if (!NewPrice.MODEL.allows(key.model()) || key.pattern()) {
            skip("of a name that no model has", name);
        } else {
            try {
                Price price = row.price();
                Price twice = prices.putIfAbsent(key, price);
                if (twice != null && !twice.charges(price)) {
                    errors.add(FieldError.of(name, "is " + key + ", as is " + name(key) + ", at another price"));
                }
                names.putIfAbsent(key, name);
                row.unplaced()
                        .forEach(field -> unplaced.computeIfAbsent(field, _ -> new ArrayList<>())
                                .add(name));
            } catch (IllegalArgumentException e) {
                errors.add(FieldError.of(name, String.valueOf(e.getMessage())));
            }
        }
    }

    private void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(shown(errors));
        }
        if (prices.isEmpty()) {
            throw ProblemException.refused("The file has no price of a provider that the gateway has.");
        }
    }

    /** As many errors as anyone will read. */
    static List<FieldError> shown(List<FieldError> errors) {
        return errors.subList(0, Math.min(ERRORS_SHOWN, errors.size()));
    }

    private void skip(String reason, String name) {
        skipped.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name);
    }

    /** Most names begin with LiteLLM's name of the provider, which does not go upstream. */
    private static String model(String name, String theirs) {
        String prefix = theirs + "/";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static JsonNode tree(byte[] file) {
        try {
            return READER.readTree(file);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest(
                    "The file is not valid JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }
}
