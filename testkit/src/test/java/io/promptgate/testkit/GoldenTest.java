package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    private Path folder;

    @Test
    void acceptsTheSameJsonInAnotherOrder() throws Exception {
        Path file = file("{\"a\":1,\"b\":[1.50,null]}");
        Golden.assertJson(file, "{ \"b\": [1.50, null], \"a\": 1 }");
    }

    @Test
    void namesEveryPlaceWhereJsonDiffers() throws Exception {
        // Given
        Path file = file("{\"a\":{\"b\":1.50},\"c\":[1],\"d\":1}");

        // When, Then
        assertThatThrownBy(() -> Golden.assertJson(file, "{\"a\":{\"b\":1.5},\"c\":[1,2],\"d\":1}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at /a/b: expected 1.50, got 1.5")
                .hasMessageContaining("at /c/1: expected nothing, got 2")
                .hasMessageNotContaining("/d");
    }

    @Test
    void namesTheFirstByteThatDiffers() throws Exception {
        // Given
        Path file = file("data: 1\n\n");

        // When, Then
        assertThatThrownBy(() -> Golden.assertText(file, "data: 2\n\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("differs at byte 6")
                .hasMessageContaining("data: 2\\n\\n");
    }

    @Test
    void rewritesOnlyWhenTold() throws Exception {
        // Given
        Path file = folder.resolve("new").resolve("golden.json");
        System.setProperty("golden.update", "true");

        // When
        try {
            Golden.assertJson(file, "{\"a\":1}");
        } finally {
            System.clearProperty("golden.update");
        }

        // Then
        assertThat(file).hasContent("{\n  \"a\" : 1\n}");
        Golden.assertJson(file, "{\"a\":1}");
    }

    @Test
    void failsWhereThereAreNoGoldens() {
        assertThatThrownBy(() -> Golden.cases(folder.toAbsolutePath().toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no goldens in");
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("golden.json"), content);
    }
}
