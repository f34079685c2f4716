package io.promptgate.logs.access;

/** The names of the roles that a caller can have. */
public final class Role {
    /** May read everything under {@code /logs/v1}. */
    public static final String OWNER = "owner";
    /** A gateway: may send records under {@code /internal/v1}, and nothing else. */
    public static final String SERVICE = "service";

    private Role() {}
}
