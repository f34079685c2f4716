package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A JSON number as it was written: {@code 1.0}, {@code 1e400} and 40 digits come out again as they came in. */
final class ExactNumber extends ValueNode {
    private static final long serialVersionUID = 1L;
    /** As many digits as surely fit into a long. */
    private static final int LONGEST_COUNT = 18;

    private final String text;

    ExactNumber(String text) {
        this.text = text;
    }

    static ExactNumber of(BigDecimal value) {
        return new ExactNumber(value.toPlainString());
    }

    /** The value; null when its exponent is beyond what can be reckoned with. */
    @Nullable
    BigDecimal decimal() {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** The value when it is written as a whole number of at most 18 digits without a sign; else -1. */
    long count() {
        if (text.length() > LONGEST_COUNT) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }

    boolean isWhole(long value) {
        BigDecimal decimal = decimal();
        return decimal != null && decimal.compareTo(BigDecimal.valueOf(value)) == 0;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.NUMBER;
    }

    @Override
    public JsonToken asToken() {
        return count() < 0 ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_NUMBER_INT;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeNumber(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactNumber number && number.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
