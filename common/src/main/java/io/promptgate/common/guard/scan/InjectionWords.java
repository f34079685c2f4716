package io.promptgate.common.guard.scan;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and phrases that the heuristics of prompt injection rest on, in English; by what they mean together. */
final class InjectionWords {
    /** What a word means. */
    enum Sense {
        SET_ASIDE,
        EARLIER,
        INSTRUCTIONS,
        TELL,
        OWN,
        TEMPLATE,
        KNOWN_ATTACK,
        NO_RULES,
        OTHER_ROLE,
        /** A phrase of the operator's. */
        OWN_PHRASE
    }

    private final Map<String, Set<Sense>> senses = new LinkedHashMap<>();

    InjectionWords(List<String> ownPhrases) {
        ownPhrases.forEach(phrase -> add(Sense.OWN_PHRASE, phrase));
        add(Sense.SET_ASIDE, "ignore", "disregard", "forget", "override", "overrule", "bypass", "discard", "neglect");
        add(Sense.SET_ASIDE, "do not follow", "don't follow", "stop following", "pay no attention to", "set aside");
        add(Sense.EARLIER, "previous", "prior", "above", "earlier", "preceding", "former", "foregoing", "original");
        add(Sense.EARLIER, "initial", "system", "developer", "your");
        add(Sense.INSTRUCTIONS, "instruction", "instructions", "prompt", "prompts", "rules", "directive", "directives");
        add(Sense.INSTRUCTIONS, "guidelines", "guardrails", "constraints", "restrictions", "programming", "orders");
        add(Sense.INSTRUCTIONS, "system message", "what you were told", "safety policies");
        add(
                Sense.TELL,
                "reveal",
                "show",
                "print",
                "repeat",
                "output",
                "leak",
                "tell me",
                "display",
                "disclose",
                "dump");
        add(Sense.TELL, "what is", "what are", "what were", "write out", "give me", "share");
        add(Sense.OWN, "system", "hidden", "initial", "secret", "confidential", "internal", "original", "developer");
        add(Sense.TEMPLATE, "<|im_start|>", "<|im_end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>");
        add(Sense.TEMPLATE, "<|start_header_id|>", "<|eot_id|>", "[inst]", "[/inst]", "<<sys>>", "<</sys>>");
        add(Sense.TEMPLATE, "### system:", "### instruction:", "[system]:", "<system>", "</system>");
        add(Sense.KNOWN_ATTACK, "do anything now", "dan mode", "developer mode", "jailbreak", "jailbroken", "god mode");
        add(Sense.KNOWN_ATTACK, "sudo mode", "debug mode enabled", "evil mode", "opposite mode");
        add(Sense.NO_RULES, "no restrictions", "without restrictions", "without any restrictions", "unrestricted");
        add(
                Sense.NO_RULES,
                "no rules",
                "without any rules",
                "unfiltered",
                "uncensored",
                "no filters",
                "without filters");
        add(
                Sense.NO_RULES,
                "no ethical guidelines",
                "without ethical",
                "no moral",
                "no longer bound",
                "free of all rules");
        add(Sense.OTHER_ROLE, "you are now", "from now on you", "pretend to be", "pretend you are", "act as if you");
        add(Sense.OTHER_ROLE, "roleplay as", "role-play as", "your new role", "new instructions:", "simulate being");
    }

    /** The words, each once. */
    List<String> words() {
        return List.copyOf(senses.keySet());
    }

    /** What each of the words means, in the same order. */
    List<Set<Sense>> senses() {
        return List.copyOf(senses.values());
    }

    private void add(Sense sense, String... words) {
        for (String word : words) {
            senses.computeIfAbsent(Folding.of(word), _ -> EnumSet.noneOf(Sense.class))
                    .add(sense);
        }
    }
}
