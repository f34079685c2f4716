package io.promptgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Repository;
import io.promptgate.deploy.Yaml;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every pod has, by Kubernetes' restricted profile and by our own rules. */
class PodsTest {

    @ParameterizedTest
    @EnumSource
    void podsAreOfTheRestrictedProfile(Rendering rendering) {
        assertThat(rendering.pods()).isNotEmpty().allSatisfy(pod -> {
            JsonNode context = pod.at("/spec/securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(context.path("runAsUser").asInt()).isPositive();
            assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.at("/spec/hostNetwork").isMissingNode()).isTrue();
            assertThat(pod.at("/spec/hostPID").isMissingNode()).isTrue();
            assertThat(Yaml.each(pod.at("/spec/volumes"))).noneMatch(volume -> volume.has("hostPath"));
        });
        assertThat(rendering.containers()).isNotEmpty().allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(Yaml.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
            assertThat(context.path("privileged").asBoolean()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void podsHaveNoTokenOfTheCluster(Rendering rendering) {
        assertThat(rendering.pods()).allSatisfy(pod -> {
            assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(pod.at("/spec/enableServiceLinks").asBoolean(true)).isFalse();
        });
        assertThat(rendering.ofKind("ServiceAccount"))
                .hasSize(3)
                .allSatisfy(account -> assertThat(
                                account.path("automountServiceAccountToken").asBoolean(true))
                        .isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void containersHaveRequestsAndLimits(Rendering rendering) {
        assertThat(rendering.containers())
                .allSatisfy(container -> assertThat(Stream.of("requests", "limits")
                                .flatMap(kind -> Stream.of("cpu", "memory")
                                        .map(resource -> container.at("/resources/" + kind + "/" + resource))))
                        .allMatch(JsonNode::isTextual));
    }

    @ParameterizedTest
    @EnumSource
    void servicesAreAskedForTheirHealthOnTheManagementPort(Rendering rendering) {
        assertThat(rendering.ofKind("Deployment").map(d -> d.at("/spec/template/spec/containers/0")))
                .hasSize(3)
                .allSatisfy(container -> {
                    assertProbe(container, "startupProbe", "/q/health/started");
                    assertProbe(container, "livenessProbe", "/q/health/live");
                    assertProbe(container, "readinessProbe", "/q/health/ready");
                });
    }

    @ParameterizedTest
    @EnumSource
    void allContainersAreProbed(Rendering rendering) {
        assertThat(rendering.containers())
                .allSatisfy(container -> assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe"))
                        .allMatch(container::has));
    }

    @ParameterizedTest
    @EnumSource
    void imagesAreOfOneVersion(Rendering rendering) {
        assertThat(rendering
                        .containers()
                        .map(container -> container.path("image").asText()))
                .allSatisfy(image ->
                        assertThat(image).doesNotContain("latest").matches(".+:\\d+(\\.\\d+)+(@sha256:[0-9a-f]{64})?"))
                .filteredOn(image -> image.contains("promptgate"))
                .hasSize(3)
                .allMatch(image -> image.matches("ghcr\\.io/promptgate/(gateway|admin|logs)-service:"
                        + Repository.version().replace(".", "\\.")));
    }

    @ParameterizedTest
    @EnumSource
    void onlyDeclaredVolumesAreWritable(Rendering rendering) {
        assertThat(rendering.ofKind("Deployment")).allSatisfy(deployment -> {
            boolean gateway = Rendering.name(deployment).equals("gateway");
            JsonNode mounts = deployment.at("/spec/template/spec/containers/0/volumeMounts");
            assertThat(Yaml.each(mounts)
                            .filter(mount -> !mount.path("readOnly").asBoolean())
                            .map(mount -> mount.path("mountPath").asText()))
                    .isEqualTo(gateway ? List.of("/var/lib/promptgate") : List.of());
        });
    }

    @ParameterizedTest
    @EnumSource
    void replicasAreSpreadOverNodesAndZones(Rendering rendering) {
        assertThat(rendering.ofKind("Deployment"))
                .allSatisfy(deployment -> assertThat(
                                Yaml.each(deployment.at("/spec/template/spec/topologySpreadConstraints")))
                        .hasSize(2)
                        .allMatch(constraint -> constraint
                                .at("/labelSelector/matchLabels")
                                .equals(deployment.at("/spec/selector/matchLabels"))));
    }

    private static void assertProbe(JsonNode container, String probe, String path) {
        JsonNode get = container.path(probe).path("httpGet");
        assertThat(get.path("path").asText()).isEqualTo(path);
        assertThat(get.path("port").asText()).isEqualTo("management");
    }
}
