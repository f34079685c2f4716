package io.promptgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.testkit.openapi.DocumentedAnswers;
import io.promptgate.testkit.openapi.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Runs behind all tests that call the service, in the same run: tests without Quarkus come last. */
final class EveryCallTest {
    private static final Path DOCUMENT = Path.of("target/openapi/openapi.json");

    /** Calls that no test of this module makes with success, and why. */
    private static final Map<String, String> EXCUSED = Map.of();

    @Test
    void everyDocumentedCallSucceededInSomeTest() throws IOException {
        // Given
        Set<String> missing = new TreeSet<>(DocumentedAnswers.documented(Files.readString(DOCUMENT)));
        assertThat(missing).hasSizeGreaterThan(40).containsAll(EXCUSED.keySet());

        // When
        missing.removeAll(DocumentedAnswers.succeeded());

        // Then
        assertThat(missing).isEqualTo(EXCUSED.keySet());
    }

    @Test
    void everyBodyHasAnExampleThatIsOne() throws IOException {
        assertThat(Examples.faults(Files.readString(DOCUMENT))).isEmpty();
    }
}
