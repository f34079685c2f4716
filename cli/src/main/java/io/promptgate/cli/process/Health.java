package io.promptgate.cli.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a service whether it can serve. */
public final class Health {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private Health() {}

    /** Whether the service with this management port, on this machine, is ready. */
    public static boolean isReady(int managementPort) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready")
                            .toURL()
                            .openConnection();
            call.setConnectTimeout((int) LIMIT.toMillis());
            call.setReadTimeout((int) LIMIT.toMillis());
            call.setInstanceFollowRedirects(false);
            try {
                return call.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                call.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
