package io.promptgate.common.price;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prices by provider and model. Which row a model has:
 *
 * <ol>
 *   <li>the row of its name, letter by letter;
 *   <li>the longest row whose name it goes on from with nothing but versions ({@link ModelName}). What follows may only
 *       name an issue of the same model: {@code gpt-4o} is the price of {@code gpt-4o-2024-11-20} and of {@code
 *       gpt-4o-latest}, never of {@code gpt-4o-mini}, {@code gpt-4o.1} or {@code gpt-4o-2};
 *   <li>the longest pattern, a row whose name ends with {@code *}, whose beginning it has.
 * </ol>
 *
 * A model that has none is unpriced: null, not 0. Immutable.
 */
public final class PriceTable {
    private static final String BUNDLED = "prices.json";

    private final Map<PriceKey, Price> byName;
    private final Map<PriceKey, Price> byBeginning = new HashMap<>();

    private PriceTable(Map<PriceKey, Price> rows) {
        this.byName = Map.copyOf(rows);
        rows.forEach((key, price) -> {
            if (key.pattern()) {
                byBeginning.put(new PriceKey(key.provider(), key.stem()), price);
            }
        });
    }

    /** The prices that come with this version. */
    public static PriceTable bundled() {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return parse(in);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled price list cannot be read", e);
        }
    }

    /**
     * Reads a price list.
     *
     * @throws IllegalArgumentException when a price is missing, negative, or above {@link Rates#MOST}
     */
    public static PriceTable parse(InputStream in) throws IOException {
        return new PriceTable(PriceList.rows(new JsonMapper().readTree(in)));
    }

    /** This table with the operator's prices, each in place of the row of the same name. */
    public PriceTable with(Collection<PriceOverride> overrides) {
        if (overrides.isEmpty()) {
            return this;
        }
        Map<PriceKey, Price> rows = new HashMap<>(byName);
        overrides.forEach(override -> rows.put(override.key(), override.price()));
        return new PriceTable(rows);
    }

    /** The price of the model, or null when it has none. */
    public @Nullable Price find(String provider, String model) {
        Price exact = byName.get(new PriceKey(provider, model));
        if (exact != null) {
            return exact;
        }
        if (ModelName.isTooLong(model)) {
            return null;
        }
        Price version = byVersion(provider, model);
        return version != null ? version : byPattern(provider, model);
    }

    /** All rows by what they are listed under. */
    public Map<PriceKey, Price> rows() {
        return byName;
    }

    public int size() {
        return byName.size();
    }

    private @Nullable Price byVersion(String provider, String model) {
        for (int end = model.length() - 1; end > 0; end--) {
            if (ModelName.isSeparator(model.charAt(end))) {
                Price price = byName.get(new PriceKey(provider, model.substring(0, end)));
                if (price != null) {
                    return ModelName.hasVersionsFrom(model, end) ? price : null;
                }
            }
        }
        return null;
    }

    private @Nullable Price byPattern(String provider, String model) {
        for (int end = byBeginning.isEmpty() ? -1 : model.length(); end >= 0; end--) {
            Price price = byBeginning.get(new PriceKey(provider, model.substring(0, end)));
            if (price != null) {
                return price;
            }
        }
        return null;
    }
}
