package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Yaml;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an object names is there. */
class ReferencesTest {
    // made by the operator of the cluster, as deploy/README.md says
    private static final Set<String> SECRETS = Set.of("promptgate-keys", "database-app", "database-ca");

    @ParameterizedTest
    @EnumSource
    void servicesSelectPodsThatListenOnTheirPorts(Rendering rendering) {
        assertThat(rendering.ofKind("Service")).isNotEmpty().allSatisfy(service -> {
            JsonNode pod = rendering
                    .pods()
                    .filter(candidate -> selects(service.at("/spec/selector"), candidate))
                    .findFirst()
                    .orElseThrow();
            assertThat(Yaml.each(service.at("/spec/ports")))
                    .allSatisfy(port -> assertThat(
                                    containerPort(pod, port.path("targetPort").asText()))
                            .isEqualTo(port.path("port").asInt()));
        });
    }

    @ParameterizedTest
    @CsvSource({"gateway,8080,8090", "admin,8081,8091", "logs,8082,8092"})
    void portsAreThoseOfTheServices(String name, int http, int management) {
        // Given
        JsonNode service = Rendering.PROD.object("Service", name);

        // When
        Map<String, Integer> ports = Yaml.each(service.at("/spec/ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("port").asInt()));

        // Then
        assertThat(ports).isEqualTo(Map.of("http", http, "management", management));
    }

    @ParameterizedTest
    @EnumSource
    void autoscalersAndBudgetsHaveTheirDeployment(Rendering rendering) {
        assertThat(rendering.ofKind("PodDisruptionBudget"))
                .hasSize(3)
                .allSatisfy(budget -> assertThat(rendering.ofKind("Deployment").map(d -> d.at("/spec/selector")))
                        .contains(budget.at("/spec/selector")));
        assertThat(rendering.ofKind("HorizontalPodAutoscaler")).allSatisfy(autoscaler -> {
            JsonNode target = autoscaler.at("/spec/scaleTargetRef");
            JsonNode deployment = rendering.object(
                    target.path("kind").asText(), target.path("name").asText());
            assertThat(deployment.at("/spec/replicas").isMissingNode())
                    .as("two would set the number of replicas")
                    .isTrue();
        });
    }

    @Test
    void productionScalesItsGatewaysAndHasTwoOfTheOthers() {
        assertThat(Rendering.PROD
                        .object("HorizontalPodAutoscaler", "gateway")
                        .at("/spec/minReplicas")
                        .asInt())
                .isGreaterThanOrEqualTo(3);
        assertThat(Stream.of("admin", "logs").map(name -> Rendering.PROD.object("Deployment", name)))
                .allMatch(deployment -> deployment.at("/spec/replicas").asInt() >= 2);
    }

    @ParameterizedTest
    @EnumSource
    void podsUseConfigMapsAndAccountsThatAreThere(Rendering rendering) {
        assertThat(rendering.containers())
                .allSatisfy(container -> assertThat(Yaml.each(container.path("envFrom"))
                                .map(source -> source.at("/configMapRef/name").asText()))
                        .allMatch(name -> rendering.has("ConfigMap", name)));
        assertThat(rendering.ofKind("Deployment").map(d -> d.at("/spec/template/spec/serviceAccountName")))
                .allMatch(account -> rendering.has("ServiceAccount", account.asText()));
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreReferencesAlone(Rendering rendering) {
        assertThat(rendering.ofKind("Secret")).isEmpty();
        assertThat(rendering.containers().flatMap(container -> Yaml.each(container.path("env"))))
                .allSatisfy(variable -> {
                    String name = variable.path("name").asText();
                    if (name.endsWith("_KEY") || name.endsWith("_KEYS") || name.endsWith("PASSWORD")) {
                        assertThat(variable.has("value")).as(name).isFalse();
                        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                                .isIn(SECRETS);
                    }
                });
        assertThat(rendering.ofKind("ConfigMap").map(JsonNode::toString))
                .noneMatch(text -> text.contains("_KEY") || text.contains("PASSWORD"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Rendering.class,
            names = {"PROD", "ALL_COMPONENTS"})
    void routesLeadToServicesAndNoneToTheInternalApi(Rendering rendering) {
        assertThat(backends(rendering)).isNotEmpty().allSatisfy((path, backend) -> {
            JsonNode service = rendering.object("Service", backend.path("name").asText());
            assertThat(Yaml.each(service.at("/spec/ports")).filter(port -> isMeant(port, backend)))
                    .hasSize(1);
            assertThat(path).matches("/api/ gateway|/admin/v1/ admin|/logs/v1/ logs");
        });
    }

    @Test
    void metricsAreReadFromEachService() {
        // Given
        JsonNode monitor = Rendering.ALL_COMPONENTS.object("ServiceMonitor", "promptgate");

        // When
        Stream<JsonNode> monitored = Rendering.ALL_COMPONENTS
                .ofKind("Service")
                .filter(service ->
                        containsAll(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")));

        // Then
        String port = monitor.at("/spec/endpoints/0/port").asText();
        assertThat(monitored)
                .hasSize(3)
                .allMatch(service -> Yaml.each(service.at("/spec/ports"))
                        .anyMatch(p -> p.path("name").asText().equals(port)));
    }

    /** By path and service: the routes of the Gateway API and the paths of Ingresses. */
    private static Map<String, JsonNode> backends(Rendering rendering) {
        Stream<Map.Entry<String, JsonNode>> routes = rendering
                .ofKind("HTTPRoute")
                .flatMap(route -> Yaml.each(route.at("/spec/rules")))
                .map(rule -> Map.entry(rule.at("/matches/0/path/value").asText(), rule.at("/backendRefs/0")));
        Stream<Map.Entry<String, JsonNode>> paths = rendering
                .ofKind("Ingress")
                .flatMap(ingress -> Yaml.each(ingress.at("/spec/rules/0/http/paths")))
                .map(path -> Map.entry(path.path("path").asText(), path.at("/backend/service")));
        return Stream.concat(routes, paths)
                .collect(Collectors.toMap(
                        entry -> entry.getKey() + " "
                                + entry.getValue().path("name").asText(),
                        Map.Entry::getValue,
                        (one, other) -> one));
    }

    private static boolean isMeant(JsonNode port, JsonNode backend) {
        JsonNode meant = backend.path("port");
        return meant.isObject()
                ? port.path("name").equals(meant.path("name"))
                : port.path("port").equals(meant);
    }

    private static boolean selects(JsonNode selector, JsonNode pod) {
        return containsAll(pod.at("/metadata/labels"), selector);
    }

    private static boolean containsAll(JsonNode labels, JsonNode wanted) {
        return wanted.properties().stream().allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }

    private static int containerPort(JsonNode pod, String name) {
        return Yaml.each(pod.at("/spec/containers/0/ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElseThrow();
    }
}
