package io.promptgate.cli.database;

import io.promptgate.common.secret.Masked;
import java.util.Map;

/** Where the services find their PostgreSQL. */
public record Database(String url, String user, Masked password) {
    /** As the services read it. */
    public Map<String, String> environment() {
        return Map.of(
                "PROMPTGATE_DATABASE_URL", url,
                "PROMPTGATE_DATABASE_USER", user,
                "PROMPTGATE_DATABASE_PASSWORD", password.reveal());
    }
}
