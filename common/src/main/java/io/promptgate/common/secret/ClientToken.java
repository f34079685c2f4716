package io.promptgate.common.secret;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The tokens and admin keys that PromptGate mints: a prefix and 64 lower-case hex digits (256 random bits). */
public final class ClientToken {
    /** What a client of the gateway sends. */
    public static final String LIVE_PREFIX = "pg_live_";
    /** What a caller of the admin and logs APIs sends. */
    public static final String ADMIN_PREFIX = "pg_admin_";

    private static final int HEX_DIGITS = 64;

    private ClientToken() {}

    public static Masked mintLive() {
        return mint(LIVE_PREFIX);
    }

    public static Masked mintAdmin() {
        return mint(ADMIN_PREFIX);
    }

    /** Whether the text has the form of a client's token; says nothing of whether it is known. */
    public static boolean isLive(String text) {
        return hasForm(text, LIVE_PREFIX);
    }

    public static boolean isAdmin(String text) {
        return hasForm(text, ADMIN_PREFIX);
    }

    private static Masked mint(String prefix) {
        byte[] bytes = new byte[HEX_DIGITS / 2];
        new SecureRandom().nextBytes(bytes);
        return Masked.of(prefix + HexFormat.of().formatHex(bytes));
    }

    private static boolean hasForm(String text, String prefix) {
        if (text.length() != prefix.length() + HEX_DIGITS || !text.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
