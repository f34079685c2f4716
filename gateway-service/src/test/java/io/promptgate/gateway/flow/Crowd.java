package io.promptgate.gateway.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Callers that all call at the same moment, each on a thread of its own. */
final class Crowd {
    private Crowd() {}

    /** What each of them got. */
    static <T> List<T> of(int callers, IntFunction<T> call) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            CompletableFuture<Void> go = new CompletableFuture<>();
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(threads.submit(() -> {
                    go.join();
                    return call.apply(caller);
                }));
            }
            go.complete(null);
            List<T> answers = new ArrayList<>();
            for (Future<T> each : calls) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
