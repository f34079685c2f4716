package io.promptgate.service.access;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Puts the table before every call, while the service is built or starts: a call that does not say which action it is,
 * or says one that does not go with its path, ends the start.
 */
@Provider
public final class AccessFeature implements DynamicFeature {
    /** The name of the path's parameter that is a project. */
    static final String PROJECT = "uuid";

    private static final String PROJECT_PATH = "/projects/{" + PROJECT + "}";

    @Override
    public void configure(ResourceInfo call, FeatureContext context) {
        context.register(new AccessFilter(permission(call)), Priorities.AUTHENTICATION);
    }

    /**
     * The action that a call says it is.
     *
     * @throws IllegalStateException when it says none, or one that does not go with its path
     */
    static Permission permission(ResourceInfo call) {
        Class<?> resource = call.getResourceClass();
        Method method = call.getResourceMethod();
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) {
            needs = resource.getAnnotation(Needs.class);
        }
        String name = resource.getName() + "." + method.getName();
        if (needs == null) {
            throw new IllegalStateException(name + " does not say what it @Needs; nobody may call it");
        }
        String path = path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
        boolean ofProject = path.contains(PROJECT_PATH);
        if (ofProject != (needs.value().reach() == Reach.PROJECT)) {
            throw new IllegalStateException(name + " @Needs " + needs.value() + ", which does not go with the path "
                    + path + ": an action in a project is under " + PROJECT_PATH + ", and no other is");
        }
        return needs.value();
    }

    private static String path(@Nullable Path path) {
        if (path == null) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
