package io.promptgate.admin.catalogue;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.service.problem.ProblemException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What providers may be. */
final class ProviderRules {
    /** The most providers that an operator can add: they are all in every gateway's memory, and listed at once. */
    static final int MOST = 200;

    static final int MOST_FIELDS = 50;
    static final Rule KEY = Rule.matching(
            "[a-z0-9][a-z0-9_-]{0,31}", "must be 1 to 32 of a-z 0-9 _ - and begin with a letter or digit");
    static final Rule BASE_URL = Rule.matching("[!-~]{1,1024}", "must be 1 to 1024 visible ASCII characters");
    static final Rule FIELD = Rule.matching("[a-zA-Z0-9_.-]{1,64}", "of 1 to 64 of a-z A-Z 0-9 _ . -");
    /** A field name of HTTP (RFC 9110, 5.6.2). */
    static final Rule HEADER = Rule.matching(
            "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}", "must be the name of a header, of 1 to 64 characters without space");

    static final Map<String, AuthStyle> AUTH =
            Names.all(new AuthStyle[] {AuthStyle.BEARER, AuthStyle.HEADER, AuthStyle.NONE});
    static final Map<String, StreamUsage> STREAM_USAGE = Names.all(StreamUsage.values());

    private static final String OWN_PREFIX = "promptgate";
    /** What the gateway itself must be able to say and to read. */
    private static final Set<String> FIXED_FIELDS = Set.of("model", "messages", "stream");
    /** What belongs to the connection or is the gateway's own. */
    private static final Set<String> FIXED_HEADERS = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private ProviderRules() {}

    /** The key that a new provider can have. */
    static String key(@Nullable String key, Fields fields) {
        if (key == null || !KEY.allows(key)) {
            fields.error("key", key == null ? "is required, a text" : KEY.message());
            return "";
        }
        if (ProviderPreset.keys().contains(key) || key.equals(OWN_PREFIX)) {
            fields.error("key", "must be another than a built-in provider's and " + OWN_PREFIX);
        }
        return key;
    }

    /** The header goes with {@code auth} = {@code header}, and nothing else. */
    static void header(NewProvider asked, Fields fields) {
        boolean wanted = asked.auth() == AuthStyle.HEADER;
        if (wanted && asked.keyHeader() == null) {
            fields.error("key_header", "is required where auth is header");
        } else if (!wanted && asked.keyHeader() != null) {
            fields.error("key_header", "goes with auth header alone");
        } else if (asked.keyHeader() != null
                && FIXED_HEADERS.contains(asked.keyHeader().toLowerCase(Locale.ROOT))) {
            fields.error("key_header", "must not be a header of the connection or of the gateway's own");
        }
    }

    static void fields(NewProvider asked, Fields fields) {
        if (asked.drop().stream().anyMatch(FIXED_FIELDS::contains)) {
            fields.error("drop", "must not name model, messages or stream");
        }
        Map<String, String> rename = asked.rename();
        Set<String> touched = new HashSet<>(rename.keySet());
        touched.addAll(rename.values());
        if (touched.stream().anyMatch(FIXED_FIELDS::contains)) {
            fields.error("rename", "must not name model, messages or stream");
        } else if (touched.size() < 2 * rename.size()) {
            fields.error("rename", "must not name a field twice: each has one new name, and that is no other's");
        } else if (rename.keySet().stream().anyMatch(asked.drop()::contains)) {
            fields.error("rename", "must not name a field that is dropped");
        }
    }

    static ProblemException builtIn(String key) {
        return ProblemException.conflict("The provider " + key
                + " is built in: it can be switched on and off with PATCH {\"enabled\":…}, and nothing else.");
    }
}
