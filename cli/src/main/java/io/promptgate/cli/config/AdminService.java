package io.promptgate.cli.config;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;

/**
 * Where admin-service is.
 *
 * @param url without {@code /admin/v1}
 */
public record AdminService(String url, Masked key) {
    public AdminService {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new Failure("PG_ADMIN_URL is no URL of the form https://host:port: " + url);
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
