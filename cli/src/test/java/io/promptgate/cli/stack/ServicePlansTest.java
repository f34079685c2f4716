package io.promptgate.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.database.Database;
import io.promptgate.cli.process.ServicePlan;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.Secrets;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePlansTest {
    private static final Secrets SECRETS =
            new Secrets(Masked.of("master"), Masked.of("service"), Masked.of("admin"), Masked.of("password"));
    private static final Database DATABASE =
            new Database("postgresql://127.0.0.1:9020/promptgate", "promptgate", Masked.of("password"));

    @TempDir
    private Path home;

    private ServicePlans plans;

    @BeforeEach
    void plan() {
        plans = plans(false);
    }

    @Test
    void keepsDatabaseAndAdminKeyFromTheGateway() throws Exception {
        // When
        build("gateway-service");
        ServicePlan gateway = plans.gateway(Map.of("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "http://mock"));

        // Then
        assertThat(gateway.environment())
                .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0")
                .containsEntry("QUARKUS_HTTP_PORT", "9000")
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9010")
                .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1")
                .containsEntry("PROMPTGATE_ADMIN_URL", "http://127.0.0.1:9001")
                .containsEntry("PROMPTGATE_LOGS_URL", "http://127.0.0.1:9002")
                .containsEntry("PROMPTGATE_MASTER_KEY", "master")
                .containsEntry("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "http://mock")
                .doesNotContainValue("admin")
                .doesNotContainValue("password");
        assertThat(gateway.withheld()).contains("PROMPTGATE_ADMIN_KEY", "PROMPTGATE_DATABASE_PASSWORD");
    }

    @Test
    void runsTheNativeProgramWithABoundOnItsHeap() throws Exception {
        // Given
        Path target = Files.createDirectories(home.resolve("gateway-service/target"));
        Path runner = Files.createFile(target.resolve("promptgate-gateway-service-1-runner"));

        // When
        ServicePlan gateway = plans(true).gateway(Map.of());

        // Then
        assertThat(gateway.command()).containsExactly(runner.toString(), "-Xmx1g");
    }

    @Test
    void saysHowToBuildAMissingNativeProgram() {
        assertThatThrownBy(() -> plans(true).gateway(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("./promptgate native");
    }

    private ServicePlans plans(boolean compiled) {
        StackFacts facts = new StackFacts("0.0.0.0", new Ports(9000), false, true, SECRETS.adminKey());
        StateDir state = new StateDir(home.resolve("state"));
        return new ServicePlans(new Programs(home, state, compiled), state, facts, SECRETS);
    }

    @Test
    void keepsTheMasterKeyFromTheLogsService() throws Exception {
        // When
        build("logs-service");
        ServicePlan logs = plans.logs(DATABASE);

        // Then
        assertThat(logs.environment())
                .containsEntry("PROMPTGATE_ADMIN_URL", "http://127.0.0.1:9001")
                .containsEntry("PROMPTGATE_DATABASE_URL", DATABASE.url())
                .containsEntry("PROMPTGATE_ADMIN_KEY", "admin")
                .containsEntry("QUARKUS_HTTP_PORT", "9002")
                .doesNotContainValue("master");
        assertThat(logs.withheld()).contains("PROMPTGATE_MASTER_KEY");
    }

    @Test
    void givesTheAdminServiceWhatItNeeds() throws Exception {
        // When
        build("admin-service");
        ServicePlan admin = plans.admin(DATABASE, Map.of("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "http://mock"));

        // Then
        assertThat(admin.environment())
                .containsEntry("PROMPTGATE_MASTER_KEY", "master")
                .containsEntry("PROMPTGATE_SERVICE_KEY", "service")
                .containsEntry("PROMPTGATE_ADMIN_KEY", "admin")
                .containsEntry("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "http://mock")
                .containsEntry("PROMPTGATE_DATABASE_PASSWORD", "password");
        assertThat(admin.managementPort()).isEqualTo(9011);
        assertThat(admin.command()).endsWith(jar("admin-service").toString());
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> plans.admin(DATABASE, Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("quarkus-run.jar is missing");
    }

    private void build(String service) throws Exception {
        Files.createDirectories(jar(service).getParent());
        Files.writeString(jar(service), "");
    }

    private Path jar(String service) {
        return home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
