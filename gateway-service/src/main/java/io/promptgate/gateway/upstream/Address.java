package io.promptgate.gateway.upstream;

import java.net.URI;

/**
 * A base URL taken apart once.
 *
 * @param prefix the path before {@code /chat/completions}
 */
record Address(String host, int port, boolean tls, String prefix) {

    /**
     * Takes a base URL apart.
     *
     * @throws IllegalArgumentException when it is no http or https URL with a host, or has more than a path
     */
    static Address of(String baseUrl) {
        URI uri = URI.create(baseUrl);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!(tls || plain) || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("a base URL is http(s)://host[:port][/path], not " + baseUrl);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new Address(uri.getHost(), port, tls, uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
