package io.promptgate.admin.price;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rate;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One model's row of a file in LiteLLM's format. */
final class LiteLlmRow {
    private static final String EMBEDDING = "embedding";
    private static final int PER_MILLION = 6;
    /** LiteLLM's names of the rates; all are USD per token, {@code output_cost_per_image} per image. */
    private static final Map<Rate, String> FIELDS = Map.of(
            Rate.INPUT, "input_cost_per_token",
            Rate.CACHED_INPUT, "cache_read_input_token_cost",
            Rate.CACHE_WRITE, "cache_creation_input_token_cost",
            Rate.CACHE_WRITE_HOUR, "cache_creation_input_token_cost_above_1hr",
            Rate.OUTPUT, "output_cost_per_token",
            Rate.REASONING, "output_cost_per_reasoning_token",
            Rate.AUDIO_INPUT, "input_cost_per_audio_token",
            Rate.AUDIO_OUTPUT, "output_cost_per_audio_token",
            Rate.IMAGE, "output_cost_per_image");
    /** A rate beyond so many thousand input tokens; what follows {@code _tokens} is a tier of service. */
    private static final Pattern ABOVE = Pattern.compile("(.+)_above_(\\d{1,6})k_tokens");

    /** What the format calls prices; limits, modes and what a model supports are none. */
    private static final Pattern COST = Pattern.compile("(.+_)?cost(_.+)?");

    private final JsonNode row;
    private final String mode;

    LiteLlmRow(JsonNode row, String mode) {
        this.row = row;
        this.mode = mode;
    }

    /** Whether it says anything of what tokens cost. */
    boolean hasPrice() {
        return row.has(field(Rate.INPUT)) || row.has(field(Rate.OUTPUT));
    }

    /**
     * The price in USD per million tokens.
     *
     * @throws IllegalArgumentException when a rate is missing, no number, or out of bounds
     */
    Price price() {
        Rates rates = Rates.from(rate -> rate(rate, ""));
        List<Tier> tiers = new ArrayList<>();
        for (long above : thresholds()) {
            tiers.add(tier(above, rates));
        }
        return new Price(rates, tiers, "");
    }

    /** The names of its prices that the gateway has no place for, such as those of batches or by the second. */
    List<String> unplaced() {
        List<String> names = new ArrayList<>();
        row.properties().forEach(field -> {
            boolean free = field.getValue().isNumber()
                    && field.getValue().decimalValue().signum() == 0;
            if (COST.matcher(field.getKey()).matches() && !hasPlace(field.getKey()) && !free) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static boolean hasPlace(String name) {
        Matcher tier = ABOVE.matcher(name);
        return FIELDS.containsValue(tier.matches() ? tier.group(1) : name);
    }

    private Tier tier(long above, Rates base) {
        String suffix = "_above_" + above + "k_tokens";
        Rates rates = Rates.from(rate -> {
            BigDecimal own = rate(rate, suffix);
            return own == null ? rate.of(base) : own;
        });
        return new Tier(above * 1_000, rates);
    }

    private Iterable<Long> thresholds() {
        TreeSet<Long> found = new TreeSet<>();
        row.fieldNames().forEachRemaining(name -> {
            Matcher matcher = ABOVE.matcher(name);
            if (matcher.matches() && FIELDS.containsValue(matcher.group(1))) {
                found.add(Long.parseLong(matcher.group(2)));
            }
        });
        return found;
    }

    private @Nullable BigDecimal rate(Rate rate, String suffix) {
        String name = field(rate) + suffix;
        JsonNode node = row.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return suffix.isEmpty() && rate == Rate.OUTPUT && mode.equals(EMBEDDING) ? BigDecimal.ZERO : null;
        }
        if (!node.isNumber()) {
            throw new IllegalArgumentException("has " + name + " that is no number");
        }
        BigDecimal value = node.decimalValue();
        return rate == Rate.IMAGE ? value : value.scaleByPowerOfTen(PER_MILLION).stripTrailingZeros();
    }

    private static String field(Rate rate) {
        return FIELDS.getOrDefault(rate, rate.wire());
    }
}
