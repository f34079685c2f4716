package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three gateways, two admin-services and two logs-services on one PostgreSQL. One of each ends under load: callers and
 * edits go on through the others, no alias is ever served in its old form, and no record is missing.
 */
class ReplicasIT {
    private static final int EDITS = 12;
    private static final int ADMIN_DIES_AT = 3;
    private static final int LOGS_DIES_AT = 5;
    private static final int GATEWAY_ENDS_AT = 7;
    private static final Duration CAUGHT_UP = Duration.ofSeconds(60);
    private static final Pattern EVERYWHERE = Pattern.compile("(\\d+)/\\1");

    private static Suite suite;

    private final AtomicInteger turn = new AtomicInteger();

    @BeforeAll
    static void start() {
        suite = Suite.start("replicas", new Suite.Size(3, 2, 2));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void losesNothingAndServesNothingStaleWhenOneOfEachEnds() throws Exception {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-many-key", "sk-ant-many-key", "gsk-many-key");
        String token = recipe.token("many").path("token").asText();
        List<OpenAIClient> clients = suite.gateways().stream()
                .map(gateway -> recipe.client(token, gateway))
                .toList();
        Swap swap = new Swap(Recipe.GROQ_MODEL);

        // When
        swap.run(EDITS, () -> chat(clients), i -> {
            end(i);
            return edit(recipe, i);
        });

        // Then
        swap.check();
        assertThat(recipe.alias("fast", "groq", Recipe.GROQ_MODEL).header("x-promptgate-applied"))
                .hasValue("2/2");
        Set<String> answered = swap.replies().stream().map(Swap.Reply::id).collect(Collectors.toSet());
        assertThat(answered)
                .as("each request has an id of its own")
                .hasSize(swap.replies().size());

        // When
        suite.restartAdmin();
        suite.restartLogs();
        suite.restartGateway();
        suite.awaitReady();

        // Then
        assertThat(recipe.alias("fast", "openai", Recipe.OPENAI_MODEL).header("x-promptgate-applied"))
                .hasValue("3/3");
        // what the gateway that ended could not hand over waited on its disk
        await().atMost(CAUGHT_UP).until(() -> logged(recipe).size() >= answered.size());
        assertThat(logged(recipe)).isEqualTo(answered);
        for (OpenAIClient client : clients) {
            assertThat(Recipe.reply(client, "fast", "back").model()).isEqualTo(Recipe.OPENAI_MODEL);
            assertThat(Recipe.stream(client, "smart", "back")).isNotEmpty();
        }
    }

    /** One of each, at different moments: two without a word, the gateway as Kubernetes ends a pod. */
    private static void end(int edit) {
        switch (edit) {
            case ADMIN_DIES_AT -> suite.adminService().kill();
            case LOGS_DIES_AT -> suite.logsService().kill();
            case GATEWAY_ENDS_AT -> suite.gateway().stop();
            default -> {
                // all goes on
            }
        }
    }

    /** At the next gateway, and where that one is away or stopping at the others. */
    private Swap.Reply chat(List<OpenAIClient> clients) {
        int first = turn.getAndIncrement();
        for (int i = 0; ; i++) {
            try {
                return Recipe.reply(clients.get(Math.floorMod(first + i, clients.size())), "fast", "many");
            } catch (OpenAIIoException | InternalServerException e) {
                if (i == clients.size() - 1 || !elsewhere(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean elsewhere(OpenAIException failure) {
        return !(failure instanceof InternalServerException said) || said.statusCode() == 503;
    }

    /** Repeats the edit until it is made and all gateways that live serve it. */
    private static String edit(Recipe recipe, int number) {
        await().atMost(CAUGHT_UP)
                .ignoreExceptions()
                .until(() -> recipe.swap(number)
                        .header("x-promptgate-applied")
                        .filter(applied -> EVERYWHERE.matcher(applied).matches())
                        .isPresent());
        return Recipe.swapModel(number);
    }

    /** The ids of all records, page by page; none twice. */
    private static Set<String> logged(Recipe recipe) {
        Set<String> ids = new HashSet<>();
        recipe.allRows("")
                .forEach(row -> assertThat(ids.add(row.path("id").asText())).isTrue());
        return ids;
    }
}
