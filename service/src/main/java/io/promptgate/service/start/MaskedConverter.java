package io.promptgate.service.start;

import io.promptgate.common.secret.Masked;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads settings that are secrets. Known by name, so that a native program needs no reflection to find it. */
public final class MaskedConverter implements Converter<Masked> {
    private static final long serialVersionUID = 1;

    @Override
    public Masked convert(String value) {
        return Masked.of(value);
    }
}
