package io.promptgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A call of the service, found in its classes. */
public record Route(String method, String template, Permission permission) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)(:[^}]*)?}");
    private static final String NOWHERE = "01a203b8-dc0a-7000-a594-1acd314c24b2";

    public String path(String project) {
        return PARAMETER.matcher(template).replaceAll(found -> switch (found.group(1)) {
            case "uuid" -> project;
            case "key" -> "groq";
            case "id" -> NOWHERE;
            default -> "x";
        });
    }

    @Override
    public String toString() {
        return method + " " + template;
    }

    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.promptgate.admin")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> route(type, method, routes));
            }
        }
        assertThat(routes).hasSizeGreaterThan(30);
        return routes;
    }

    private static void route(JavaClass type, JavaMethod method, List<Route> routes) {
        method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .forEach(annotation -> routes.add(new Route(
                        annotation
                                .getRawType()
                                .getAnnotationOfType(HttpMethod.class)
                                .value(),
                        type.getAnnotationOfType(Path.class).value()
                                + method.tryGetAnnotationOfType(Path.class)
                                        .map(Path::value)
                                        .map(path -> path.startsWith("/") ? path : "/" + path)
                                        .orElse(""),
                        method.tryGetAnnotationOfType(Needs.class)
                                .or(() -> type.tryGetAnnotationOfType(Needs.class))
                                .orElseThrow(() -> new AssertionError(method.getFullName() + " needs nothing"))
                                .value())));
    }
}
