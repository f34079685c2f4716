package io.promptgate.service.access;

/** The names of the roles that a caller can have. */
public final class Role {
    /** May do everything under {@code /admin/v1} and read everything under {@code /logs/v1}. */
    public static final String OWNER = "owner";
    /** A gateway: may call what is under {@code /internal/v1}, and nothing else. */
    public static final String SERVICE = "service";

    private Role() {}
}
