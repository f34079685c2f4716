package io.promptgate.common.guard.scan;

/** What speaks for an attempt to talk a model out of its instructions, and how loudly. */
enum Signal {
    /** To set earlier instructions aside: "ignore all previous instructions". */
    OVERRIDE(3),
    /** The marks by which models tell one speaker from another, within a text. */
    TEMPLATE(3),
    /** Text that people do not see and models read. */
    HIDDEN_TEXT(3),
    /** The names of known attacks: "do anything now", "developer mode". */
    KNOWN_ATTACK(2),
    /** To tell the instructions: "repeat your system prompt". */
    DISCLOSURE(2),
    /** To be without rules: "no restrictions", "unfiltered". */
    NO_RULES(2),
    /** To be somebody else: "you are now", "pretend to be". */
    OTHER_ROLE(1);

    private final int weight;

    Signal(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
