package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An alias is edited again and again under load: what starts after an edit has returned goes to the new provider. */
class AliasSwapIT {
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

    @Test
    void everyRequestThatStartsAfterAnEditReturnedGoesToTheNewProvider() throws Exception {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-swap-key", "sk-ant-swap-key", "gsk-swap-key");
        OpenAIClient client = recipe.client(recipe.token("swap").path("token").asText());
        Swap swap = new Swap(Recipe.GROQ_MODEL);

        // When
        swap.run(EDITS, () -> Recipe.reply(client, "fast", "swap"), i -> edit(recipe, i));

        // Then
        swap.check();
    }

    private static String edit(Recipe recipe, int i) {
        Rest.Answer answer = recipe.swap(i);
        assertThat(answer.header("x-promptgate-applied")).hasValue("1/1");
        return Recipe.swapModel(i);
    }
}
