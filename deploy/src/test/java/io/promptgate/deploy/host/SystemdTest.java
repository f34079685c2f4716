package io.promptgate.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.deploy.Repository;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdTest {
    private static final List<String> HARDENED = List.of(
            "DynamicUser=yes",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateTmp=yes",
            "PrivateDevices=yes",
            "PrivateUsers=yes",
            "ProtectProc=invisible",
            "ProtectKernelTunables=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes",
            "ProtectClock=yes",
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "RestrictNamespaces=yes",
            "RestrictRealtime=yes",
            "RestrictSUIDSGID=yes",
            "LockPersonality=yes",
            "MemoryDenyWriteExecute=yes",
            "SystemCallFilter=@system-service",
            "SystemCallArchitectures=native",
            "UMask=0077");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void unitIsHardened(String service) {
        assertThat(unit(service).lines()).containsAll(HARDENED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void unitRunsItsServiceAndStartsItAgain(String service) {
        // Given
        Unit unit = unit(service);

        // Then
        assertThat(unit.value("ExecStart")).isEqualTo("/opt/promptgate/bin/" + service + "-service");
        assertThat(unit.value("EnvironmentFile")).isEqualTo("/etc/promptgate/" + service + ".env");
        assertThat(unit.value("Restart")).isEqualTo("on-failure");
        assertThat(unit.value("SuccessExitStatus")).isEqualTo("143");
    }

    @Test
    void onlyTheGatewayKeepsState() {
        assertThat(unit("gateway").value("StateDirectory")).isEqualTo("promptgate-gateway");
        assertThat(unit("gateway").value("Environment")).contains("PROMPTGATE_STATE_DIR=%S/promptgate-gateway");
        assertThat(Stream.of(unit("admin"), unit("logs")).flatMap(unit -> unit.all("StateDirectory")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin", "logs"})
    void settingsAreDocumentedAndSecretsEmpty(String service) {
        // Given
        Unit settings = Unit.read(service + ".env.example");

        // Then
        assertThat(settings.keys()).isSubsetOf(Repository.documentedSettings("configuration.md"));
        assertThat(settings.keys().filter(key -> key.endsWith("_KEY") || key.endsWith("PASSWORD")))
                .isNotEmpty()
                .allMatch(key -> settings.value(key).isEmpty());
    }

    private static Unit unit(String service) {
        return Unit.read("promptgate-" + service + ".service");
    }
}
