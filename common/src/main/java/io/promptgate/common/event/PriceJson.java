package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rate;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price row that a record was booked by, as one flat object: {@code input}, {@code output} and the other rates that
 * it has, {@code tiers} where there are any, and {@code source}. One object per price read.
 */
public final class PriceJson {
    private final Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
    private final List<Tier> tiers = new ArrayList<>(0);
    private String source = "";
    private long above;

    private PriceJson() {}

    /** The price by itself, as a store keeps it. */
    public static String text(Price price) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = RecordCodec.JSON.createGenerator(out)) {
            write(price, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory does not fail", e);
        }
        return out.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IOException when it is anything else
     */
    public static Price read(String text) throws IOException {
        try (JsonParser json = RecordCodec.JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        }
    }

    static void write(Price price, JsonGenerator json) throws IOException {
        json.writeStartObject();
        write(price.rates(), json);
        if (!price.tiers().isEmpty()) {
            json.writeArrayFieldStart("tiers");
            for (Tier tier : price.tiers()) {
                json.writeStartObject();
                json.writeNumberField("above", tier.above());
                write(tier.rates(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeStringField("source", price.source());
        json.writeEndObject();
    }

    static Price read(JsonParser json) throws IOException {
        PriceJson price = new PriceJson();
        try {
            price.members(json);
            return new Price(Rates.from(price.rates::get), price.tiers, price.source);
        } catch (IllegalArgumentException e) {
            throw new IOException("price " + e.getMessage(), e);
        }
    }

    private static void write(Rates rates, JsonGenerator json) throws IOException {
        for (Rate rate : Rate.all()) {
            RecordCodec.decimal(json, rate.wire(), rate.of(rates));
        }
    }

    private void members(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("price is no object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                member(name, json);
            }
        }
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "source" -> source = RecordReader.text(json);
            case "above" -> above = json.getLongValue();
            case "tiers" -> tiers(json);
            default -> {
                @Nullable Rate rate = Rate.of(name).orElse(null);
                if (rate == null) {
                    json.skipChildren();
                } else {
                    rates.put(rate, json.getDecimalValue());
                }
            }
        }
    }

    private void tiers(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("tiers is no array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            PriceJson tier = new PriceJson();
            tier.members(json);
            tiers.add(new Tier(tier.above, Rates.from(tier.rates::get)));
        }
    }
}
