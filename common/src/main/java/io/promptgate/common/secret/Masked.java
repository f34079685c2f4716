package io.promptgate.common.secret;

import java.util.Objects;

/** A secret text that no {@code toString}, log line or serializer can print. Only {@link #reveal} gives it away. */
public final class Masked {
    private final String value;

    private Masked(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    public static Masked of(String value) {
        return new Masked(value);
    }

    /** The secret itself. Call it only where the secret is used. */
    public String reveal() {
        return value;
    }

    /**
     * What may be shown to a person so that they recognise the secret: its beginning and its last four characters,
     * for example {@code sk-p…9f3a}; for secrets under 12 characters nothing but an ellipsis.
     */
    public String preview() {
        return value.length() < 12 ? "…" : value.substring(0, 4) + "…" + value.substring(value.length() - 4);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Masked other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
