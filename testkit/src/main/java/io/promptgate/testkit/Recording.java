package io.promptgate.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a stub received. Keeps the newest requests within two bounds, their number and the sum of their bodies' bytes;
 * counts per path go on beyond. Thread-safe.
 */
final class Recording {
    private static final int MOST_REQUESTS = 20_000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_PATHS = 1_000;

    private final Deque<Received> requests = new ArrayDeque<>();
    private final Map<String, Integer> perPath = new TreeMap<>();
    private boolean on = true;
    private long bytes;
    private int count;

    synchronized void add(Received request) {
        if (!on) {
            return;
        }
        count++;
        if (perPath.size() < MOST_PATHS || perPath.containsKey(request.path())) {
            perPath.merge(request.path(), 1, Integer::sum);
        }
        requests.addLast(request);
        bytes += request.size();
        while (requests.size() > MOST_REQUESTS || (bytes > MOST_BYTES && requests.size() > 1)) {
            bytes -= requests.removeFirst().size();
        }
    }

    synchronized void turn(boolean on) {
        this.on = on;
        clear();
    }

    synchronized void clear() {
        requests.clear();
        perPath.clear();
        bytes = 0;
        count = 0;
    }

    synchronized List<Received> all() {
        return new ArrayList<>(requests);
    }

    synchronized Optional<Received> last() {
        return Optional.ofNullable(requests.peekLast());
    }

    synchronized int count() {
        return count;
    }

    synchronized int count(String pathPrefix) {
        return perPath.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(pathPrefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
