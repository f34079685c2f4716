package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeywordScannerTest {

    @ParameterizedTest
    @CsvSource({
        "the Straße is long, true, true",
        "DIE STRASSE, true, true",
        "Hauptstraße, true, false",
        "a C++ class, true, true",
        "projekt   nord, true, true",
        "Projekt-Nord, false, false",
        "nothing of it, false, false"
    })
    void findsKeywordsInAnySpelling(String text, boolean anywhere, boolean wholeWords) {
        String[] keywords = {"straße", "c++", "Projekt Nord"};

        assertThat(Rules.blocks(Rules.keywords(false, keywords), text)).isEqualTo(anywhere);
        assertThat(Rules.blocks(Rules.keywords(true, keywords), text)).isEqualTo(wholeWords);
    }

    @ParameterizedTest
    @CsvSource({"x secret y, 2, 8"})
    void namesTheRuleAndNotTheWord(String text, int from, int to) {
        List<Finding> found = Rules.keywords(true, "secret").look(text, false);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.label()).isEqualTo("keyword");
            assertThat(one.from()).isEqualTo(from);
            assertThat(one.to()).isEqualTo(to);
        });
    }
}
