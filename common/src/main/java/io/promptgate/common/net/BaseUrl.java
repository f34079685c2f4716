package io.promptgate.common.net;

import java.net.URI;

/**
 * A provider's base URL taken apart.
 *
 * @param host a name or an address, of IPv6 in brackets
 * @param port the one that is called, also where the URL names none
 * @param prefix the path before {@code /chat/completions}, without a closing slash
 */
public record BaseUrl(String host, int port, boolean tls, String prefix) {
    /** What a base URL looks like, as the end of a sentence that begins with its name. */
    public static final String RULE = "must be http(s)://host[:port][/path], without user, query and fragment";

    private static final int LAST_PORT = 65_535;

    /**
     * Takes a base URL apart.
     *
     * @throws IllegalArgumentException when it is no http or https URL with a host, or has more than a path; the
     *     message does not repeat the URL, which may hold a secret
     */
    public static BaseUrl of(String url) {
        URI uri = parsed(url);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        boolean more = uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
        if (!(tls || plain) || uri.getHost() == null || more || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException(RULE);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new BaseUrl(uri.getHost(), port, tls, prefix(uri.getRawPath()));
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(RULE);
        }
    }

    private static String prefix(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
