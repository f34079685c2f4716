package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database is set back to a backup that was taken under load. Gateways that serve a later state go back with it, and
 * all goes on from there.
 */
class BackupIT {
    private static final Duration BACK = Duration.ofSeconds(90);

    private static Suite suite;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        suite = Suite.start("backup");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void theConfigurationAndTheLogOfTheBackupAreServedAgain() throws Exception {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-backup-key", "sk-ant-backup-key", "gsk-backup-key");
        OpenAIClient client = recipe.client(recipe.token("app").path("token").asText());
        String early = Recipe.reply(client, "fast", "before the backup").id();
        await().atMost(BACK).until(() -> recipe.rows("").size() == 1);
        Path backup = folder.resolve("backup");

        // When
        HotBackup.take(suite.postgres(), suite.postgresFolder(), backup);
        recipe.alias("fast", "openai", Recipe.OPENAI_MODEL);
        recipe.alias("late", "openai", Recipe.OPENAI_MODEL);
        assertThat(Recipe.reply(client, "late", "after the backup").model()).isEqualTo(Recipe.OPENAI_MODEL);
        suite.adminService().kill();
        suite.logsService().kill();
        suite.postgres().stop();
        HotBackup.restore(backup, suite.postgresFolder());
        suite.postgres().restart();
        suite.restartAdmin();
        suite.restartLogs();
        suite.adminService().awaitReady(BACK);
        suite.logsService().awaitReady(BACK);

        // Then
        await().atMost(BACK)
                .untilAsserted(() -> assertThat(
                                Recipe.reply(client, "fast", "the backup's").model())
                        .isEqualTo(Recipe.GROQ_MODEL));
        assertThat(suite.admin()
                        .get("/projects/" + recipe.project() + "/aliases/late")
                        .status())
                .isEqualTo(404);
        assertThat(recipe.allRows("")).anyMatch(row -> row.path("id").asText().equals(early));
        await().atMost(BACK)
                .until(() -> recipe.alias("fast", "openai", Recipe.OPENAI_MODEL)
                        .header("x-promptgate-applied")
                        .orElse("")
                        .equals("1/1"));
        assertThat(Recipe.reply(client, "fast", "and on").model()).isEqualTo(Recipe.OPENAI_MODEL);
    }
}
