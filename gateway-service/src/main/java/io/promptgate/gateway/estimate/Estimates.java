package io.promptgate.gateway.estimate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.provider.Content;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Counts the tokens of streams whose provider did not say, one after the other on a thread that is there as long as
 * there is something to count. When too many wait, and while the gateway stops, bytes are counted instead, at once.
 * Thread-safe.
 */
@Singleton
public final class Estimates {
    private static final Logger LOG = Logger.getLogger(Estimates.class);
    private static final int IDLE_SECONDS = 10;

    private final int keep;
    private final TokenCounter counter;
    private final BlockingQueue<Runnable> waiting;
    private final ThreadPoolExecutor worker;
    private final Counter byTokens;
    private final Counter byBytes;
    private volatile boolean stopping;

    @Inject
    public Estimates(EstimateSettings settings, MeterRegistry registry) {
        this.keep = (int) Math.min(Integer.MAX_VALUE / 4, settings.text().asLongValue());
        this.counter = new TokenCounter(keep);
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().daemon().name("estimates").factory());
        worker.allowCoreThreadTimeOut(true);
        worker.setRejectedExecutionHandler((task, _) -> ((Task) task).quick());
        this.byTokens = registry.counter("promptgate.estimates", "by", "tokens");
        this.byBytes = registry.counter("promptgate.estimates", "by", "bytes");
        registry.gauge("promptgate.estimates.waiting", waiting, BlockingQueue::size);
        registry.gauge("promptgate.estimates.queue.limit", settings, EstimateSettings::queue);
    }

    /** Keeps of a stream that begins what may have to be counted. */
    public void follow(Content content) {
        content.keep(keep);
    }

    /** An estimate by the bytes, for who cannot wait. */
    public Usage quick(Uncounted stream) {
        return counter.byBytes(stream);
    }

    /** Counts, and then says what it found, once, on this or another thread. Never waits, never throws. */
    public void later(Uncounted stream, Consumer<Usage> then) {
        worker.execute(new Task(stream, then));
    }

    /** Comes while everything still runs: from now on there is no time to lose. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** One stream and who waits for it. */
    private final class Task implements Runnable {
        private final Uncounted stream;
        private final Consumer<Usage> then;

        Task(Uncounted stream, Consumer<Usage> then) {
            this.stream = stream;
            this.then = then;
        }

        @Override
        public void run() {
            if (stopping) {
                quick();
                return;
            }
            Usage usage;
            try {
                usage = counter.byTokens(stream);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.warnf("the tokens of a stream of %s cannot be counted: %s", stream.model(), e);
                quick();
                return;
            }
            byTokens.increment();
            then.accept(usage);
        }

        void quick() {
            byBytes.increment();
            then.accept(counter.byBytes(stream));
        }
    }
}
