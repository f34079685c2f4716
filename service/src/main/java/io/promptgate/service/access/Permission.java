package io.promptgate.service.access;

import static io.promptgate.service.access.Reach.EVERYWHERE;
import static io.promptgate.service.access.Reach.OWN_PART;
import static io.promptgate.service.access.Reach.PROJECT;
import static io.promptgate.service.access.Reach.SERVICES;
import static io.promptgate.service.access.Role.ADMIN;
import static io.promptgate.service.access.Role.DEVELOPER;
import static io.promptgate.service.access.Role.OWNER;
import static io.promptgate.service.access.Role.VIEWER;

/**
 * THE TABLE: who may do what. Each row is one action, what it reaches, and the least role that may do it; the roles
 * above may too. A resource names the action ({@link Needs}); nothing else decides. {@code docs/access.md} shows the
 * same table, and a test holds the two equal.
 */
public enum Permission {
    PROJECT_LIST(OWN_PART, VIEWER, "list the projects that one sees"),
    PROJECT_READ(PROJECT, VIEWER, "read a project"),
    PROJECT_CREATE(EVERYWHERE, ADMIN, "create a project"),
    PROJECT_WRITE(PROJECT, ADMIN, "change a project"),
    PROJECT_DELETE(PROJECT, OWNER, "delete a project with all that it owns"),

    ALIAS_READ(PROJECT, VIEWER, "read aliases"),
    ALIAS_WRITE(PROJECT, DEVELOPER, "create, replace and delete aliases"),
    BINDING_READ(PROJECT, VIEWER, "read provider bindings"),
    BINDING_WRITE(PROJECT, ADMIN, "enable providers and choose their credentials"),
    TOKEN_READ(PROJECT, VIEWER, "read tokens (never their secrets)"),
    TOKEN_WRITE(PROJECT, DEVELOPER, "create, change, rotate and revoke tokens"),
    ENDPOINT_READ(PROJECT, VIEWER, "read endpoints"),
    ENDPOINT_WRITE(PROJECT, DEVELOPER, "create, change and delete endpoints"),
    GUARDRAIL_READ(PROJECT, VIEWER, "read a project's guardrails"),
    GUARDRAIL_WRITE(PROJECT, ADMIN, "change a project's guardrails"),

    PROVIDER_READ(OWN_PART, VIEWER, "read the catalogue of providers"),
    PROVIDER_WRITE(EVERYWHERE, ADMIN, "add, change, switch and remove providers"),
    CREDENTIAL_READ(EVERYWHERE, DEVELOPER, "read credentials (never their secrets)"),
    CREDENTIAL_WRITE(EVERYWHERE, ADMIN, "create, change, rotate, test and delete credentials"),
    PRICE_READ(OWN_PART, VIEWER, "read prices"),
    PRICE_WRITE(EVERYWHERE, ADMIN, "override prices"),
    GLOBAL_GUARDRAIL_READ(EVERYWHERE, VIEWER, "read the guardrails of all projects"),
    GLOBAL_GUARDRAIL_WRITE(EVERYWHERE, OWNER, "change the guardrails of all projects"),
    CONFIG_READ(EVERYWHERE, VIEWER, "read the whole configuration, and plan a change of it"),
    CONFIG_APPLY(EVERYWHERE, OWNER, "apply a whole configuration, and roll back to a revision"),
    REVISION_READ(EVERYWHERE, VIEWER, "read revisions, and which gateway serves which"),
    AUDIT_READ(EVERYWHERE, VIEWER, "read, verify and export the audit"),
    KEY_READ(EVERYWHERE, OWNER, "read admin keys (never their secrets)"),
    KEY_WRITE(EVERYWHERE, OWNER, "create and revoke admin keys"),

    LOG_READ(PROJECT, VIEWER, "search, read and follow a project's requests, with bodies"),
    LOG_EXPORT(PROJECT, VIEWER, "export a project's requests"),
    LOG_DELETE(PROJECT, OWNER, "delete a project's requests or their bodies"),
    METRICS_READ(PROJECT, VIEWER, "read a project's figures"),
    ALL_METRICS_READ(EVERYWHERE, VIEWER, "read figures of all projects together"),
    STORE_READ(EVERYWHERE, VIEWER, "read the state of the log store, and verify it"),
    STORE_WRITE(EVERYWHERE, OWNER, "change the retention of the log store, and price its records anew"),

    SERVICE_CALL(SERVICES, OWNER, "what gateway-service, admin-service and logs-service say to each other");

    private final Reach reach;
    private final Role least;
    private final String words;

    Permission(Reach reach, Role least, String words) {
        this.reach = reach;
        this.least = least;
        this.words = words;
    }

    public Reach reach() {
        return reach;
    }

    /** The action, for people. */
    public String words() {
        return words;
    }

    /** Whether someone of this role may, where the role is valid. */
    public boolean allows(Role role) {
        return reach != SERVICES && role.covers(least);
    }
}
