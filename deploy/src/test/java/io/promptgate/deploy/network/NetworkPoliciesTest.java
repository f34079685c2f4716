package io.promptgate.deploy.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Yaml;
import io.promptgate.deploy.kubernetes.Rendering;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reaches whom. Ends are our pods by name, {@code namespace/name}, or addresses. */
class NetworkPoliciesTest {
    private static final String OPERATORS = "promptgate.io/operators";

    @ParameterizedTest
    @CsvSource({
        // the way in
        "203.0.113.7,gateway,8080",
        "other/client,gateway,8080",
        "operators/proxy,admin,8081",
        "operators/proxy,logs,8082",
        // between the services
        "gateway,admin,8081",
        "gateway,logs,8082",
        "logs,admin,8081",
        // the way out
        "gateway,104.18.7.192,443",
        "gateway,2606:4700::6812:7c0,443",
        // metrics
        "monitoring/prometheus,gateway,8090",
        "monitoring/prometheus,admin,8091",
        "monitoring/prometheus,logs,8092",
        // an external PostgreSQL
        "admin,10.1.2.3,5432",
        "logs,192.168.7.1,5432",
    })
    void reaches(String from, String to, int port) {
        assertThat(connects(Rendering.PROD, from, to, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // only the gateway leaves the cluster, and only for the internet
        "admin,104.18.7.192,443",
        "logs,104.18.7.192,443",
        "gateway,104.18.7.192,80",
        "gateway,10.1.2.3,443",
        "gateway,172.20.0.1,443",
        "gateway,192.168.1.1,443",
        "gateway,169.254.169.254,443",
        "gateway,100.100.100.200,443",
        "gateway,fd00:ec2::254,443",
        // only admin and logs reach PostgreSQL
        "gateway,10.1.2.3,5432",
        "admin,104.18.7.192,5432",
        "logs,10.1.2.3,22",
        // no other way between the services
        "admin,gateway,8080",
        "admin,logs,8082",
        "gateway,gateway,8080",
        // the internal services and all management ports are closed
        "203.0.113.7,admin,8081",
        "other/client,admin,8081",
        "other/client,logs,8082",
        "203.0.113.7,gateway,8090",
        "other/client,gateway,8090",
        "gateway,admin,8091",
        "operators/proxy,admin,8091",
        "monitoring/prometheus,admin,8081",
    })
    void doesNotReach(String from, String to, int port) {
        assertThat(connects(Rendering.PROD, from, to, port)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DEV,postgres",
        "CLOUDNATIVE_PG,database",
    })
    void onlyAdminAndLogsReachThePostgresqlInTheCluster(Rendering rendering, String postgres) {
        assertThat(Stream.of("admin", "logs", "gateway", "other/client", "monitoring/prometheus", "203.0.113.7")
                        .filter(from -> connects(rendering, from, postgres, 5432)))
                .containsExactly("admin", "logs");
        assertThat(connects(rendering, postgres, "104.18.7.192", 443)).isFalse();
    }

    @Test
    void theInstancesAndTheOperatorOfCloudNativePgReachEachOther() {
        assertThat(Stream.of("database", "cnpg-system/operator"))
                .allMatch(from -> connects(Rendering.CLOUDNATIVE_PG, from, "database", 5432)
                        && connects(Rendering.CLOUDNATIVE_PG, from, "database", 8000));
        assertThat(connects(Rendering.CLOUDNATIVE_PG, "database", "10.0.0.1", 6443))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyPodOfOursAsksForNames(Rendering rendering) {
        // Given
        Network network = network(rendering);
        Peer dns = peer(rendering, "kube-system/dns");

        // Then
        assertThat(Stream.of("gateway", "admin", "logs").map(name -> peer(rendering, name)))
                .allMatch(pod -> network.connects(pod, dns, "UDP", 53) && network.connects(pod, dns, "TCP", 53))
                .noneMatch(pod -> network.connects(pod, dns, "TCP", 443));
    }

    @ParameterizedTest
    @EnumSource
    void whatNoPolicyNamesIsClosed(Rendering rendering) {
        // Given
        Network network = network(rendering);
        Peer stray = Peer.pod(network.namespace(), Map.of("app", "stray"), Map.of());

        // Then
        assertThat(network.connects(stray, Peer.at("104.18.7.192"), "TCP", 443)).isFalse();
        assertThat(network.connects(peer(rendering, "other/client"), stray, "TCP", 8080))
                .isFalse();
    }

    private static boolean connects(Rendering rendering, String from, String to, int port) {
        return network(rendering).connects(peer(rendering, from), peer(rendering, to), "TCP", port);
    }

    private static Network network(Rendering rendering) {
        return new Network(rendering.ofKind("NetworkPolicy").toList(), namespace(rendering));
    }

    private static Map<String, String> namespace(Rendering rendering) {
        String name = rendering
                .ofKind("Namespace")
                .map(object -> object.at("/metadata/name").asText())
                .findFirst()
                .orElseThrow();
        return Map.of("kubernetes.io/metadata.name", name);
    }

    private static Peer peer(Rendering rendering, String name) {
        if (name.contains(".") || name.contains(":")) {
            return Peer.at(name);
        }
        int slash = name.indexOf('/');
        return slash < 0 ? ours(rendering, name) : foreign(name.substring(0, slash));
    }

    private static Peer foreign(String namespace) {
        Map<String, String> labels = namespace.equals("operators")
                ? Map.of("kubernetes.io/metadata.name", namespace, OPERATORS, "true")
                : Map.of("kubernetes.io/metadata.name", namespace);
        return Peer.pod(labels, Map.of(), Map.of());
    }

    private static Peer ours(Rendering rendering, String name) {
        Optional<JsonNode> workload = rendering
                .workloads()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
        return workload.map(object -> object.at("/spec/template"))
                .map(pod -> Peer.pod(namespace(rendering), texts(pod.at("/metadata/labels")), ports(pod)))
                // the pods that CloudNativePG makes
                .orElseGet(() -> Peer.pod(namespace(rendering), Map.of("cnpg.io/cluster", name), Map.of()));
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static Map<String, Integer> ports(JsonNode pod) {
        return Yaml.each(pod.at("/spec/containers/0/ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
    }
}
