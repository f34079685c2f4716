package io.promptgate.common.guard.scan;

/** Looks for one kind of thing in texts. Immutable, thread-safe; in time linear in a text's length. */
interface TextScanner {
    void scan(String text, Findings found);
}
