package io.promptgate.admin.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.admin.Api;
import io.promptgate.admin.Route;
import io.promptgate.admin.TestStore;
import io.promptgate.service.access.Permission;
import io.promptgate.service.access.Reach;
import io.promptgate.service.access.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of the service, found in its classes, by every role, everywhere and restricted to a project, in the own
 * project and in a foreign one. A condition that never holds keeps the allowed ones from changing anything.
 */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class PermissionMatrixTest {
    private static final List<Route> ROUTES = Route.all();
    private static final Map<String, String> KEYS = new HashMap<>();

    private static String own = "";
    private static String foreign = "";

    static Stream<Route> guarded() {
        return ROUTES.stream().filter(route -> route.permission().reach() != Reach.SERVICES);
    }

    static Stream<Route> internal() {
        return ROUTES.stream().filter(route -> route.permission().reach() == Reach.SERVICES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void doesForEveryRoleWhatTheTableSays(Route route) {
        // Given
        makeKeys();
        List<String> wrong = new ArrayList<>();

        // When
        for (Role role : Role.values()) {
            for (boolean restricted : List.of(false, true)) {
                for (String project : List.of(own, foreign)) {
                    Response answer = call(route, project, KEYS.get(name(role, restricted)));
                    String expected = expected(route.permission(), role, restricted, project.equals(foreign));
                    if (!expected.equals(verdict(answer, project))) {
                        wrong.add(name(role, restricted) + (project.equals(own) ? " in own" : " in foreign") + ": "
                                + answer.statusCode() + " instead of " + expected);
                    }
                }
            }
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(call(route, own, null).statusCode()).isEqualTo(401);
        assertThat(call(route, own, "pg_admin_" + "cd".repeat(32)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("internal")
    void letsNoRoleInWhereServicesTalk(Route route) {
        makeKeys();
        for (String key : KEYS.values()) {
            assertThat(call(route, own, key).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void documentsEveryCallAndNoOther() {
        // Given
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");

        // When
        Set<String> documented = new TreeSet<>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(name -> Set.of("get", "put", "post", "patch", "delete").contains(name))
                .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        // Then
        assertThat(documented)
                .isEqualTo(guarded()
                        .map(route -> route.toString().replaceAll(": [^}]*}", "}"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Response call(Route route, String project, @Nullable String key) {
        RequestSpecification call = given().redirects().follow(false).header("If-Match", "\"0\"");
        if (key != null) {
            call.header("Authorization", "Bearer " + key);
        }
        if (!route.method().equals("GET")) {
            call.contentType("application/json").body("{}");
        }
        return call.request(route.method(), route.path(project));
    }

    private static String expected(Permission permission, Role role, boolean restricted, boolean inForeign) {
        boolean may = permission.allows(role);
        return switch (permission.reach()) {
            case EVERYWHERE -> may && !restricted ? "allowed" : "403";
            case OWN_PART -> may ? "allowed" : "403";
            case PROJECT -> restricted && inForeign ? "404" : may ? "allowed" : "403";
            case SERVICES -> "401";
        };
    }

    /** A 404 for a thing within a project that one sees is not the 404 for a project that one does not. */
    private static String verdict(Response answer, String project) {
        return switch (answer.statusCode()) {
            case 401 -> "401";
            case 403 -> "403";
            case 404 -> ("There is no project " + project + ".").equals(detail(answer)) ? "404" : "allowed";
            default -> answer.statusCode() >= 500 ? "a fault" : "allowed";
        };
    }

    private static @Nullable String detail(Response answer) {
        JsonPath json = answer.jsonPath();
        return json.getString("detail");
    }

    private static void makeKeys() {
        if (!KEYS.isEmpty()) {
            return;
        }
        own = Api.wrapper();
        foreign = Api.wrapper();
        for (Role role : Role.values()) {
            KEYS.put(name(role, false), Api.key(role.wireName()));
            KEYS.put(name(role, true), Api.key(role.wireName(), own));
        }
    }

    private static String name(Role role, boolean restricted) {
        return role.wireName() + (restricted ? " of own" : "");
    }
}
