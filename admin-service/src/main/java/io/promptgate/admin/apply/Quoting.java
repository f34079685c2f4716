package io.promptgate.admin.apply;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Quotes texts that a reader of YAML would take for numbers, in any of the ways that YAML 1.1 writes them. */
final class Quoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("[-+.]*[0-9][0-9a-fA-FxXoO_.:,]*([eE][-+]?[0-9_]+)?");

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || NUMBER.matcher(value).matches();
    }
}
