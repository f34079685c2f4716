package io.promptgate.gateway.respond;

import io.promptgate.gateway.resolve.Target;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** The headers by which a reply says who served it. */
public final class ReplyHeaders {
    private static final CharSequence REVISION = HttpHeaders.createOptimized("x-promptgate-revision");
    private static final CharSequence PROVIDER = HttpHeaders.createOptimized("x-promptgate-provider");
    private static final CharSequence MODEL = HttpHeaders.createOptimized("x-promptgate-model");
    private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-promptgate-attempts");
    private static final int LONGEST_MODEL = 200;

    private ReplyHeaders() {}

    /** Which configuration the reply rests on. */
    public static void revision(HttpServerResponse response, String revision) {
        response.putHeader(REVISION, revision);
    }

    /** Which upstream was reached, and at which attempt. */
    public static void served(HttpServerResponse response, Target target, int attempts) {
        response.putHeader(PROVIDER, target.provider().key())
                .putHeader(MODEL, printable(target.model()))
                .putHeader(ATTEMPTS, Integer.toString(attempts));
    }

    /** A model's name may hold what the client wrote; a header takes visible ASCII only (RFC 9110, 5.5). */
    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~' || i >= LONGEST_MODEL) {
                return masked(text);
            }
        }
        return text;
    }

    private static String masked(String text) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), LONGEST_MODEL));
        for (int i = 0; i < text.length() && i < LONGEST_MODEL; i++) {
            char c = text.charAt(i);
            visible.append(c < ' ' || c > '~' ? '?' : c);
        }
        return visible.toString();
    }
}
