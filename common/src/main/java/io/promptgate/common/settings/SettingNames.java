package io.promptgate.common.settings;

import io.promptgate.common.text.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * All settings of the suite by their environment variables. The services share one environment, so that a name which
 * none of them knows is a slip of the pen, and worth refusing a start.
 */
public final class SettingNames {
    private static final String PREFIX = "PROMPTGATE_";
    private static final String PROVIDERS = "PROMPTGATE_PROVIDERS_";
    private static final Pattern BASE_URL = Pattern.compile(PROVIDERS + "[A-Z0-9_]+_BASE_URL");
    private static final List<String> ALL = read();

    private SettingNames() {}

    /** Every name, but for those that have a provider's key in them. */
    public static List<String> all() {
        return ALL;
    }

    /** Those names that begin like ours and are none, sorted. */
    public static List<String> unknown(Collection<String> environment) {
        return environment.stream()
                .filter(name -> name.startsWith(PREFIX) && !ALL.contains(name))
                .filter(name -> !BASE_URL.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** The setting whose name is most like this one. */
    public static String nearest(String unknown) {
        return unknown.startsWith(PROVIDERS) ? PROVIDERS + "<KEY>_BASE_URL" : Nearest.among(ALL, unknown);
    }

    private static List<String> read() {
        try (InputStream in =
                Objects.requireNonNull(SettingNames.class.getResourceAsStream("settings.txt"), "settings.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the list of settings cannot be read", e);
        }
    }
}
