package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.PromptInjection;
import io.promptgate.common.guard.scan.InjectionWords.Sense;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks for attempts to talk a model out of its instructions: adds up what speaks for one, each signal once. */
final class InjectionScanner implements TextScanner {
    private final Automaton words;
    private final List<Set<Sense>> senses;
    private final int enough;

    InjectionScanner(PromptInjection rule) {
        InjectionWords all = new InjectionWords(rule.phrases());
        words = new Automaton(all.words());
        senses = all.senses();
        enough = switch (rule.sensitivity()) {
            case LOW -> 5;
            case MEDIUM -> 3;
            case HIGH -> 2;
        };
    }

    @Override
    public void scan(String text, Findings found) {
        Reading reading = new Reading(text);
        words.scan(text, (word, from, to) -> {
            if (WordEdges.isWhole(text, from, to)) {
                for (Sense sense : senses.get(word)) {
                    reading.take(sense, from, to);
                }
            }
            return !reading.ownPhrase;
        });
        if (reading.ownPhrase) {
            found.add(0, text.length(), "phrase");
            return;
        }
        if (HiddenText.isIn(text)) {
            reading.signals.add(Signal.HIDDEN_TEXT);
        }
        int weight = 0;
        for (Signal signal : reading.signals) {
            weight += signal.weight();
        }
        if (weight >= enough) {
            found.add(0, text.length(), "injection");
        }
    }

    /** What has been read so far of one text. */
    private static final class Reading {
        /** How many characters may lie between words that belong together. */
        private static final int NEAR = 40;

        private static final int FAR_BACK = -1_000;

        private final String text;
        private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
        private int setAside = FAR_BACK;
        private int earlier = FAR_BACK;
        private int tell = FAR_BACK;
        private int own = FAR_BACK;
        private boolean ownPhrase;

        Reading(String text) {
            this.text = text;
        }

        void take(Sense sense, int from, int to) {
            switch (sense) {
                case SET_ASIDE -> setAside = to;
                case EARLIER -> earlier = isNear(setAside, from) ? to : earlier;
                case INSTRUCTIONS -> instructions(from);
                case TELL -> tell = to;
                case OWN -> own = isNear(tell, from) ? to : own;
                case TEMPLATE -> signals.add(Signal.TEMPLATE);
                case KNOWN_ATTACK -> signals.add(Signal.KNOWN_ATTACK);
                case NO_RULES -> signals.add(Signal.NO_RULES);
                case OTHER_ROLE -> signals.add(Signal.OTHER_ROLE);
                case OWN_PHRASE -> ownPhrase = true;
            }
        }

        private void instructions(int from) {
            if (isNear(earlier, from)) {
                signals.add(Signal.OVERRIDE);
            }
            if (isNear(own, from)) {
                signals.add(Signal.DISCLOSURE);
            }
        }

        /** Whether two words belong together: the one soon behind the other, and no sentence ends between them. */
        private boolean isNear(int before, int from) {
            if (before < 0 || from - before > NEAR) {
                return false;
            }
            for (int i = before; i < from; i++) {
                char c = text.charAt(i);
                boolean sentenceEnds = c == '.' || c == '?' || c == '!' || c == ';';
                if (sentenceEnds && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                    return false;
                }
            }
            return true;
        }
    }
}
