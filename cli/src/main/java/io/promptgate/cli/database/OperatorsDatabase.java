package io.promptgate.cli.database;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The database that an operator names by {@code PROMPTGATE_DATABASE_URL} instead of the embedded one. */
public final class OperatorsDatabase {
    private static final int DEFAULT_PORT = 5432;
    private static final int CONNECT_MILLIS = 3_000;

    private OperatorsDatabase() {}

    /** The operator's database, if one is named. */
    public static Optional<Database> in(Map<String, String> environment) {
        String url = environment.getOrDefault("PROMPTGATE_DATABASE_URL", "");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new Database(
                        url,
                        environment.getOrDefault("PROMPTGATE_DATABASE_USER", ""),
                        Masked.of(environment.getOrDefault("PROMPTGATE_DATABASE_PASSWORD", ""))));
    }

    /**
     * Looks whether there is anything at that address, before three services wait for it.
     *
     * @throws Failure when there is not; the URL itself is not shown, since it may hold a password
     */
    public static void check(Database database) {
        URI uri = parse(database.url());
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new Failure(
                    "no PostgreSQL at " + uri.getHost() + ":" + port + " (PROMPTGATE_DATABASE_URL): " + e.getMessage(),
                    e);
        }
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if ("postgresql".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new Failure("PROMPTGATE_DATABASE_URL must look like postgresql://host:port/database");
    }
}
