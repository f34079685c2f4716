package io.promptgate.testkit;

/**
 * Decides what a stub says to a request. A {@link Reply} is the answer that never looks at the request. Called on the
 * stub's event loop: it must not block.
 */
@FunctionalInterface
public interface Answer {
    Reply to(Received request);
}
