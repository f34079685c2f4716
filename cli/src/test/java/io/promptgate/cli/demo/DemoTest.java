package io.promptgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.state.DemoFacts;
import io.promptgate.cli.state.EnvFile;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path folder;

    private final ToyAdmin admin = new ToyAdmin();
    private final AdminApi api = new AdminApi(admin.url(), Masked.of("pg_admin_1"));
    private DemoFacts facts;

    @BeforeEach
    void open() {
        facts = new DemoFacts(new EnvFile(folder.resolve("demo.env")));
    }

    @AfterEach
    void stop() {
        api.close();
        admin.close();
    }

    @Test
    void makesAProjectWithThreeProvidersThreeAliasesAndAToken() {
        // When
        boolean made = new Demo(api, facts).setUp();

        // Then
        String project = facts.project().orElseThrow();
        assertThat(made).isTrue();
        assertThat(facts.token()).get().asString().startsWith("pg_live_");
        assertThat(admin.count("POST")).isEqualTo(5);
        assertThat(admin.count("PUT")).isEqualTo(6);
        assertThat(admin.body("/admin/v1/projects").toString())
                .isEqualTo("{\"name\":\"demo\",\"project_type\":\"ai_wrapper\"}");
        assertThat(admin.body("/admin/v1/projects/" + project + "/providers/groq")
                        .toString())
                .isEqualTo("{\"enabled\":true,\"credential_id\":\""
                        + facts.credential("groq").orElseThrow() + "\"}");
        assertThat(admin.body("/admin/v1/projects/" + project + "/aliases/fast").toString())
                .isEqualTo("{\"provider\":\"groq\",\"model\":\"llama-3.1-8b-instant\"}");
    }

    @Test
    void makesNothingTwice() {
        // Given
        new Demo(api, facts).setUp();
        String token = facts.token().orElseThrow();

        // When
        boolean made = new Demo(api, facts).setUp();

        // Then
        assertThat(made).isFalse();
        assertThat(facts.token()).contains(token);
        assertThat(admin.count("POST")).isEqualTo(5);
        assertThat(admin.count("PUT")).isEqualTo(6);
    }

    @Test
    void goesOnWhereItWasCutOff() {
        // Given
        admin.refuse("/aliases/smart");
        assertThatThrownBy(() -> new Demo(api, facts).setUp())
                .isInstanceOf(Failure.class)
                .hasMessageMatching("the admin API refuses PUT .*/aliases/smart with 422: refused here");

        // When
        admin.refuse("none");
        new Demo(api, facts).setUp();

        // Then
        assertThat(admin.count("POST")).isEqualTo(5);
        assertThat(facts.complete()).isTrue();
    }

    @Test
    void beginsAnewWhenTheProjectIsGone() {
        // Given
        new Demo(api, facts).setUp();
        String before = facts.project().orElseThrow();

        // When
        admin.forgetProjects();
        new Demo(api, facts).setUp();

        // Then
        assertThat(facts.project()).isPresent().get().isNotEqualTo(before);
    }
}
