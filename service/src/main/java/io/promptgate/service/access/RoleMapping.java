package io.promptgate.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a claim mean.
 *
 * @param meanings the roles that each value gives
 */
record RoleMapping(Map<String, List<Meaning>> meanings) {

    RoleMapping {
        meanings = Map.copyOf(meanings);
    }

    /**
     * Reads the mapping as it is configured.
     *
     * @throws IllegalArgumentException for what is neither {@code value=role} nor {@code value=role@uuid}
     */
    static RoleMapping of(List<String> entries) {
        Map<String, List<Meaning>> meanings = new HashMap<>();
        for (String entry : entries) {
            int equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(entry + " is not of the form value=role or value=role@project");
            }
            meanings.computeIfAbsent(entry.substring(0, equals).strip(), _ -> new ArrayList<>())
                    .add(Meaning.of(entry.substring(equals + 1).strip()));
        }
        return new RoleMapping(meanings);
    }

    /** The caller whom a token's claims describe. */
    Caller caller(String subject, List<String> values, Map<UUID, Role> inProjects) {
        Role everywhere = null;
        Map<UUID, Role> projects = new HashMap<>(inProjects);
        for (String value : values) {
            for (Meaning meaning : meanings.getOrDefault(value, List.of())) {
                if (meaning.project() == null) {
                    everywhere = everywhere == null ? meaning.role() : stronger(everywhere, meaning.role());
                } else {
                    projects.merge(meaning.project(), meaning.role(), RoleMapping::stronger);
                }
            }
        }
        return new Caller(subject, null, everywhere, projects, false);
    }

    /** The texts at the end of a path through a token's claims; none when there is nothing, or something else. */
    static List<String> values(JsonNode claims, String path) {
        JsonNode found = at(claims, path);
        List<String> values = new ArrayList<>();
        (found.isArray() ? found : List.of(found)).forEach(value -> {
            if (value.isTextual()) {
                values.add(value.textValue());
            }
        });
        return values;
    }

    /** The roles in projects that a claim names; what cannot be read gives no role. */
    static Map<UUID, Role> projects(JsonNode claims, String path) {
        Map<UUID, Role> roles = new HashMap<>();
        JsonNode found = at(claims, path);
        found.properties()
                .forEach(entry -> put(roles, entry.getKey(), entry.getValue().asText()));
        values(claims, path).forEach(value -> {
            int colon = value.indexOf(':');
            if (colon > 0) {
                put(roles, value.substring(0, colon), value.substring(colon + 1));
            }
        });
        return roles;
    }

    private static void put(Map<UUID, Role> roles, String project, String name) {
        UUID uuid = uuid(project);
        Role role = Role.names().get(name);
        if (uuid != null && role != null) {
            roles.merge(uuid, role, RoleMapping::stronger);
        }
    }

    /** A whole claim's name may have slashes in it, as those of a namespace have. */
    private static JsonNode at(JsonNode claims, String path) {
        if (claims.has(path)) {
            return claims.path(path);
        }
        JsonNode node = claims;
        for (String name : path.split("/", -1)) {
            node = node.path(name);
        }
        return node;
    }

    private static Role stronger(Role a, Role b) {
        return a.covers(b) ? a : b;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** A role, everywhere or in a project. */
    record Meaning(Role role, @Nullable UUID project) {
        static Meaning of(String text) {
            String[] parts = text.split("@", 2);
            Role role = Role.names().get(parts[0]);
            UUID project = parts.length == 2 ? uuid(parts[1]) : null;
            if (role == null || (parts.length == 2 && project == null)) {
                throw new IllegalArgumentException(text + " is not one of "
                        + String.join(", ", Role.names().keySet()) + ", alone or with @ and a project's uuid");
            }
            return new Meaning(role, project);
        }
    }
}
