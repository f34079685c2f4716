package io.promptgate.it;

import static io.promptgate.it.Recipe.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL, admin-service and logs-service are gone: traffic goes on, and nothing is missing when they are back. */
class ControlPlaneDownIT {
    private static final Duration BACK = Duration.ofSeconds(60);

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start("down");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aGatewayStartsAndServesFromItsSealedCopyAndCatchesUpWhenTheOthersReturn() {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-down-key", "sk-ant-down-key", "gsk-down-key");
        OpenAIClient client = recipe.client(recipe.token("app").path("token").asText());
        chat(client, "fast", "all is well");
        await().atMost(BACK).until(() -> recipe.rows("").size() == 1);

        // When
        suite.adminService().kill();
        suite.logsService().kill();
        suite.postgres().stop();
        chat(client, "fast", "the running gateway does not notice");
        suite.gateway().stop();
        suite.restartGateway();
        suite.gateway().awaitReady(Suite.START);

        // Then
        chat(client, "fast", "a gateway started alone serves");
        chat(client, "smart", "through all its providers");

        // When
        suite.postgres().restart();
        suite.restartAdmin();
        suite.restartLogs();
        suite.adminService().awaitReady(BACK);
        suite.logsService().awaitReady(BACK);

        // Then
        await().atMost(BACK)
                .until(() -> recipe.alias("fast", "openai", Recipe.OPENAI_MODEL)
                        .header("x-promptgate-applied")
                        .orElse("")
                        .equals("1/1"));
        chat(client, "fast", "after the change");
        assertThat(suite.stub().last().path()).startsWith("/openai");
        // the one of the gateway that was stopped too: its next life found it on the disk
        await().atMost(BACK).until(() -> recipe.rows("").size() == 5);
    }
}
