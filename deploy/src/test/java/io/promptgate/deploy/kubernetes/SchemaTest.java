package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("objects")
    void objectIsValid(Rendering rendering, String name, JsonNode object) {
        assertThatCode(() -> Schema.check(object)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {apiVersion: v1, kind: Service, metadata: {name: a, lables: {}}}                    | lables
            {apiVersion: v1, kind: Service, spec: {ports: [{name: http}]}}                      | port
            {apiVersion: apps/v1, kind: Deployment, spec: {template: {}}}                       | selector
            {apiVersion: apps/v1, kind: Deployment, spec: {selector: {}, replicas: two, template: {}}} | two
            {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {rule: []}}       | rule
            {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, spec: {endpoint: []}}  | endpoint
            {apiVersion: apps/v1beta1, kind: Deployment}                                        | no schema
            """)
    void refusesWhatTheSchemaDoesNotHave(String manifest, String reason) {
        // Given
        JsonNode object = Yaml.documents(manifest).getFirst();

        // When
        assertThatThrownBy(() -> Schema.check(object))
                // Then
                .hasStackTraceContaining(reason);
    }

    static Stream<Arguments> objects() {
        return Stream.of(Rendering.values())
                .flatMap(rendering -> rendering.objects().stream()
                        .filter(object -> !isCluster(object))
                        .map(object -> Arguments.of(
                                rendering, object.path("kind").asText() + " " + Rendering.name(object), object)));
    }

    /** CloudNativePG publishes its schema with its operator alone. */
    private static boolean isCluster(JsonNode object) {
        return object.path("apiVersion").asText().startsWith("postgresql.cnpg.io/");
    }
}
