package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An alias is edited again and again under load: what starts after an edit has returned goes to the new provider. */
class AliasSwapIT {
    private static final int CALLERS = 64;
    private static final int EDITS = 20;

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start("swap");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    /** A request: when it started, when it was over, and where it landed. */
    private record Sample(long started, long ended, String model) {}

    /** An edit: when it was begun, when it had returned, and what holds from then on. */
    private record Edit(long begun, long returned, String model) {}

    @Test
    void everyRequestThatStartsAfterAnEditReturnedGoesToTheNewProvider() throws Exception {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-swap-key", "sk-ant-swap-key", "gsk-swap-key");
        OpenAIClient client = recipe.client(recipe.token("swap").path("token").asText());
        Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Edit> edits = new ArrayList<>();

        // When
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(() -> hammer(client, samples, over)));
            }
            for (int i = 0; i < EDITS; i++) {
                edits.add(edit(recipe, i));
                letSomeRequestsPass(samples);
            }
            over.set(true);
            for (Future<?> caller : running) {
                caller.get(); // none failed
            }
        }

        // Then
        assertThat(samples).hasSizeGreaterThan(CALLERS * 4);
        for (Sample sample : samples) {
            assertThat(allowed(sample, edits)).as("%s", sample).contains(sample.model());
        }
    }

    private static void hammer(OpenAIClient client, Queue<Sample> samples, AtomicBoolean over) {
        while (!over.get()) {
            long started = System.nanoTime();
            String model = Recipe.chat(client, "fast", "swap").model();
            samples.add(new Sample(started, System.nanoTime(), model));
        }
    }

    private static Edit edit(Recipe recipe, int i) {
        boolean toOpenAi = i % 2 == 0;
        String model = toOpenAi ? Recipe.OPENAI_MODEL : Recipe.GROQ_MODEL;
        long begun = System.nanoTime();
        Rest.Answer answer = recipe.alias("fast", toOpenAi ? "openai" : "groq", model);
        assertThat(answer.header("x-promptgate-applied")).hasValue("1/1");
        return new Edit(begun, System.nanoTime(), model);
    }

    private static void letSomeRequestsPass(Queue<Sample> samples) {
        int before = samples.size();
        await().until(() -> samples.size() > before + CALLERS / 2);
    }

    /** The model of the last edit that had returned when the request started, and those of edits during it. */
    private static List<String> allowed(Sample sample, List<Edit> edits) {
        List<String> allowed = new ArrayList<>(List.of(Recipe.GROQ_MODEL));
        for (Edit edit : edits) {
            if (edit.returned() <= sample.started()) {
                allowed.clear();
            }
            if (edit.begun() <= sample.ended()) {
                allowed.add(edit.model());
            }
        }
        return allowed;
    }
}
