package io.promptgate.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(PROMPTGATE_[A-Z_]+)` \\|");

    @Test
    void namesASettingThatNobodyKnows() {
        // When
        var unknown = SettingNames.unknown(Set.of(
                "PROMPTGATE_UPSTREM_ALLOW",
                "PROMPTGATE_MASTER_KEY",
                "PROMPTGATE_PROVIDERS_GROQ_BASE_URL",
                "PROMPTGATE_PROVIDERS_GROQ_URL",
                "PATH"));

        // Then
        assertThat(unknown).containsExactly("PROMPTGATE_PROVIDERS_GROQ_URL", "PROMPTGATE_UPSTREM_ALLOW");
    }

    @ParameterizedTest
    @CsvSource({
        "PROMPTGATE_UPSTREM_ALLOW, PROMPTGATE_UPSTREAM_ALLOW",
        "PROMPTGATE_MASTERKEY, PROMPTGATE_MASTER_KEY",
        "PROMPTGATE_PROVIDERS_GROQ_URL, PROMPTGATE_PROVIDERS_<KEY>_BASE_URL",
    })
    void knowsTheSettingThatWasMeant(String unknown, String meant) {
        assertThat(SettingNames.nearest(unknown)).isEqualTo(meant);
    }

    @Test
    void theDocumentationHasOneRowForEachSettingAndNoOther() throws IOException {
        // Given
        Set<String> documented = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/configuration.md")));

        // When
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        // Then
        assertThat(documented).containsExactlyElementsOf(new TreeSet<>(SettingNames.all()));
    }
}
