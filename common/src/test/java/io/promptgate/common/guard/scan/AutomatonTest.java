package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AutomatonTest {
    /** Characters that fold to none, to one and to many, with white space and halves of pairs among them. */
    private static final String[] ALPHABET = {
        "a",
        "b",
        "A",
        "B",
        "ß",
        "s",
        "S",
        " ",
        "\n",
        "\u00a0",
        "é",
        "e\u0301",
        "\u200b",
        "Ａ",
        "ﬁ",
        "f",
        "i",
        "Σ",
        "ς",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "İ",
        "ı",
        "한",
        "①",
        "1"
    };

    /** A phrase and where it ends, in characters of the folded text. */
    private record Place(String phrase, int end) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return end == other.end ? phrase.compareTo(other.phrase) : Integer.compare(end, other.end);
        }
    }

    @Test
    void findsWhatTheNaiveSearchFinds() {
        Random random = new Random(11);
        for (int round = 0; round < 4_000; round++) {
            List<String> phrases = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                String phrase = text(random, 1 + random.nextInt(4));
                if (!Folding.of(phrase).isEmpty()) {
                    phrases.add(phrase);
                }
            }
            String text = text(random, random.nextInt(40));

            assertThat(found(phrases, text)).as("%s in %s", phrases, text).isEqualTo(naive(phrases, text));
        }
    }

    @Test
    void findsAmongManyPhrases() {
        Random random = new Random(12);
        List<String> phrases = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) { // too many for the dense table
            StringBuilder phrase = new StringBuilder();
            for (int j = 0; j < 40; j++) {
                phrase.append((char) ('!' + random.nextInt(94)));
            }
            phrases.add(phrase.toString());
        }
        String text = "x" + phrases.get(17) + phrases.get(2_999) + "y";

        assertThat(found(phrases, text)).isEqualTo(naive(phrases, text)).hasSize(2);
    }

    @Test
    void tellsWhereInTheTextItself() {
        List<String> places = new ArrayList<>();
        String text = "Die STRASSE, die stra\u00adße";
        new Automaton(List.of("Straße")).scan(text, (_, from, to) -> places.add(text.substring(from, to)));

        assertThat(places).containsExactly("STRASSE", "stra\u00adße");
    }

    @Test
    void foldsAsUnicodeDoes() {
        assertThat(Folding.of("  ＨＥＬＬＯ\t \n Wörld ")).isEqualTo(Folding.of("hello wo\u0308rld"));
        assertThat(Folding.of("ΟΔΟΣ")).isEqualTo(Folding.of("οδος"));
        assertThat(Folding.of("Año")).isNotEqualTo(Folding.of("Ano"));
    }

    private static Set<Place> found(List<String> phrases, String text) {
        Set<Place> found = new TreeSet<>();
        new Automaton(phrases).scan(text, (phrase, from, to) -> {
            int end = folded(text.substring(0, to)).length();
            found.add(new Place(Folding.of(phrases.get(phrase)), end));
            return true;
        });
        return found;
    }

    /** Every phrase at every place of the folded text, where that place is the end of a character of the text. */
    private static Set<Place> naive(List<String> phrases, String text) {
        String folded = folded(text);
        Set<Integer> ends = new TreeSet<>();
        for (int i = 0; i < text.length(); i++) {
            ends.add(folded(text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, i + 1))))
                    .length());
        }
        Set<Place> found = new TreeSet<>();
        for (String phrase : phrases) {
            String wanted = Folding.of(phrase);
            for (int at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
                int end = at + wanted.length();
                while (!ends.contains(end)) {
                    end++; // within what one character folds to
                }
                found.add(new Place(wanted, end));
            }
        }
        return found;
    }

    /** As the automaton reads a text: spaces at the ends are there. */
    private static String folded(String text) {
        String folded = Folding.of("x" + text + "x");
        return folded.substring(1, folded.length() - 1);
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
