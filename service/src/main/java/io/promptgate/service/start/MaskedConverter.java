package io.promptgate.service.start;

import io.promptgate.common.secret.Masked;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** Reads settings that are secrets. Known by name, so that a native program needs no reflection to find it. */
public final class MaskedConverter implements Converter<Masked> {
    private static final long serialVersionUID = 1;

    /** Null for an empty text: the setting is not set then. */
    @Override
    public @Nullable Masked convert(String value) {
        return value.isEmpty() ? null : Masked.of(value);
    }
}
