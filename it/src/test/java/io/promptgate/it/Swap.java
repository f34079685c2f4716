package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** An alias that is edited again and again while callers chat through it without a pause. */
final class Swap {
    static final int CALLERS = 64;

    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final List<Edit> edits = new ArrayList<>();
    private final String first;

    /**
     * @param first the model that is served before the first edit
     */
    Swap(String first) {
        this.first = first;
    }

    /** What a chat was answered: the log record's id and the upstream's model. */
    record Reply(String id, String model) {}

    /** A request: when it started, when it was over, and what it was answered. */
    record Sample(long started, long ended, Reply reply) {}

    /** An edit: when it was begun, when it had returned, and what holds from then on. */
    private record Edit(long begun, long returned, String model) {}

    /**
     * Chats with {@link #CALLERS} callers while the edits are made one after the other. A chat that fails fails this.
     *
     * @param edit makes the edit of this number, returns when it holds, and names the model that is served from then on
     */
    void run(int count, Supplier<Reply> chat, IntFunction<String> edit) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(() -> hammer(chat, over)));
            }
            try {
                for (int i = 0; i < count; i++) {
                    edit(i, edit);
                }
            } finally {
                over.set(true);
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        }
    }

    /** The replies that callers got. */
    List<Reply> replies() {
        return samples.stream().map(Sample::reply).toList();
    }

    /** Checks that each request which started after an edit had returned was served by the new model. */
    void check() {
        assertThat(samples).hasSizeGreaterThan(CALLERS * 4);
        for (Sample sample : samples) {
            assertThat(allowed(sample)).as("%s", sample).contains(sample.reply().model());
        }
    }

    private void hammer(Supplier<Reply> chat, AtomicBoolean over) {
        while (!over.get()) {
            long started = System.nanoTime();
            Reply reply = chat.get();
            samples.add(new Sample(started, System.nanoTime(), reply));
        }
    }

    private void edit(int i, IntFunction<String> edit) {
        long begun = System.nanoTime();
        String model = edit.apply(i);
        edits.add(new Edit(begun, System.nanoTime(), model));
        int before = samples.size();
        await().until(() -> samples.size() > before + CALLERS / 2);
    }

    /** The model of the last edit that had returned when the request started, and those of edits during it. */
    private List<String> allowed(Sample sample) {
        List<String> allowed = new ArrayList<>(List.of(first));
        for (Edit edit : edits) {
            if (edit.returned() <= sample.started()) {
                allowed.clear();
            }
            if (edit.begun() <= sample.ended()) {
                allowed.add(edit.model());
            }
        }
        return allowed;
    }
}
