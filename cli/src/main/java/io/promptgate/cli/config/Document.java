package io.promptgate.cli.config;

import io.promptgate.common.secret.Masked;
import java.util.List;
import java.util.Map;

/**
 * A document as it is sent: its text as it was written, and beside it the values of its references.
 *
 * @param missing references that have no value here, with why
 */
public record Document(String text, Map<String, Masked> secrets, List<String> missing) {
    public Document {
        secrets = Map.copyOf(secrets);
        missing = List.copyOf(missing);
    }
}
