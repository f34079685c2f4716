package io.promptgate.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which answer a request gets: the next one in the queue, else that of the longest path prefix. Thread-safe. */
final class Script {
    private final Answer usual;
    private final Deque<Answer> queue = new ArrayDeque<>();
    private final Map<String, Answer> byPrefix = new LinkedHashMap<>();

    Script(Answer usual) {
        this.usual = usual;
    }

    synchronized void next(Answer answer) {
        queue.addLast(answer);
    }

    synchronized void always(String pathPrefix, Answer answer) {
        byPrefix.put(pathPrefix, answer);
    }

    synchronized void clear() {
        queue.clear();
        byPrefix.clear();
    }

    synchronized Answer answer(String path) {
        @Nullable Answer queued = queue.pollFirst();
        if (queued != null) {
            return queued;
        }
        return byPrefix.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(usual);
    }
}
