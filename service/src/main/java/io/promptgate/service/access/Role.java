package io.promptgate.service.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a caller is, in one project or everywhere. Each role may do all that the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Works inside a project: aliases, tokens. */
    DEVELOPER,
    /** Runs projects: who pays, which providers. */
    ADMIN,
    /** Decides who may do what, and what is gone for good. */
    OWNER;

    private static final Map<String, Role> BY_NAME = byName();

    /** As it stands in JSON and in the configuration: the constant in lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All roles by their names. */
    public static Map<String, Role> names() {
        return BY_NAME;
    }

    /** Whether this role may do all that the other may. */
    boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    private static Map<String, Role> byName() {
        Map<String, Role> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(role -> names.put(role.wireName(), role));
        return Collections.unmodifiableMap(names);
    }
}
