package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFeatureTest {

    @Test
    void takesTheMethodsActionBeforeTheClasses() throws NoSuchMethodException {
        assertThat(AccessFeature.permission(call("own"))).isEqualTo(Permission.ALIAS_WRITE);
        assertThat(AccessFeature.permission(call("inherited"))).isEqualTo(Permission.ALIAS_READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "services"})
    void refusesAnActionThatIsNotInAProjectUnderAProjectsPath(String method) {
        assertThatThrownBy(() -> AccessFeature.permission(call(method)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not go with the path /admin/v1/projects/{uuid}/things");
    }

    @Test
    void refusesAnActionInAProjectUnderAnyOtherPath() {
        assertThatThrownBy(() -> AccessFeature.permission(call(Elsewhere.class, "projects")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not go with the path /admin/v1/things");
    }

    @Test
    void refusesACallThatSaysNothing() {
        assertThatThrownBy(() -> AccessFeature.permission(call(Elsewhere.class, "silent")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Elsewhere.silent does not say what it @Needs");
    }

    private static ResourceInfo call(String method) throws NoSuchMethodException {
        return call(Things.class, method);
    }

    private static ResourceInfo call(Class<?> resource, String method) throws NoSuchMethodException {
        Method found = resource.getDeclaredMethod(method);
        return new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return found;
            }

            @Override
            public Class<?> getResourceClass() {
                return resource;
            }
        };
    }

    @Path("/admin/v1/projects/{uuid}/things")
    @Needs(Permission.ALIAS_READ)
    interface Things {
        @GET
        @Needs(Permission.ALIAS_WRITE)
        void own();

        @GET
        void inherited();

        @GET
        @Needs(Permission.AUDIT_READ)
        void global();

        @GET
        @Needs(Permission.SERVICE_CALL)
        void services();
    }

    @Path("admin/v1/things")
    interface Elsewhere {
        @GET
        @Needs(Permission.ALIAS_READ)
        void projects();

        @GET
        void silent();
    }
}
