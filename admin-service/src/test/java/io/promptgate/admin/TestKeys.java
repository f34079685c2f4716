package io.promptgate.admin;

import java.util.Map;

/** The keys of the service under test. */
public final class TestKeys {
    public static final String ADMIN = "pg_admin_" + "1f".repeat(32);
    public static final String SERVICE = "service-key-of-the-tests";
    public static final String MASTER = "dGhlIG1hc3RlciBrZXkgb2YgdGhlIHRlc3RzLCAzMiE=";

    /** The master key before {@link #MASTER}. */
    public static final String FORMER = "YW4gb2xkIG1hc3RlciBrZXkgb2YgdGhlIHRlc3RzISE=";

    private TestKeys() {}

    /** As environment variables of a packaged service. */
    public static Map<String, String> environment() {
        return Map.of(
                "PROMPTGATE_ADMIN_KEY", ADMIN,
                "PROMPTGATE_SERVICE_KEY", SERVICE,
                "PROMPTGATE_MASTER_KEY", MASTER);
    }
}
