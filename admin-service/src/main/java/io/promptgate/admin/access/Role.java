package io.promptgate.admin.access;

/** The names of the roles that a caller can have. */
public final class Role {
    /** May do everything under {@code /admin/v1}. */
    public static final String OWNER = "owner";
    /** A gateway: may follow the configuration under {@code /internal/v1}, and nothing else. */
    public static final String SERVICE = "service";

    private Role() {}
}
