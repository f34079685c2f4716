package io.promptgate.gateway.upstream;

import io.promptgate.service.start.StartRefused;
import java.net.URI;

/**
 * A base URL taken apart once.
 *
 * @param host a name or an address, of IPv6 in brackets
 * @param prefix the path before {@code /chat/completions}
 */
record Address(String host, int port, boolean tls, String prefix) {
    private static final int LAST_PORT = 65_535;

    /**
     * Takes a base URL apart.
     *
     * @throws StartRefused when it is no http or https URL with a host, or has more than a path
     */
    static Address of(String provider, String baseUrl) {
        URI uri = parsed(provider, baseUrl);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        boolean more = uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
        if (!(tls || plain) || uri.getHost() == null || more || uri.getPort() > LAST_PORT) {
            throw refused(provider);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new Address(uri.getHost(), port, tls, uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private static URI parsed(String provider, String baseUrl) {
        try {
            return URI.create(baseUrl);
        } catch (IllegalArgumentException _) {
            throw refused(provider);
        }
    }

    /** The URL itself may hold a secret, if it is not as it should be. */
    private static StartRefused refused(String provider) {
        return new StartRefused("promptgate.providers." + provider
                + ".base-url must be http(s)://host[:port][/path], without user, query and fragment");
    }
}
