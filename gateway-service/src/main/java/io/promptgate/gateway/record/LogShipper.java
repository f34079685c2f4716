package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Carries records to logs-service, in batches, on a thread of its own: whoever hands one over never waits. The queue
 * is bounded in bytes; a batch that logs-service does not take is sent again until it does, and ingestion there is
 * idempotent, so that a record arrives once.
 */
@Singleton
public final class LogShipper {
    private static final Logger LOG = Logger.getLogger(LogShipper.class);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final ShipSettings settings;
    private final URI target;
    private final Keys keys;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final ConcurrentLinkedQueue<Recording> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "log-shipper");
    private volatile boolean stopping;
    private volatile boolean idle;

    public LogShipper(ShipSettings settings, GatewaySettings suite, Keys keys, MeterRegistry metrics) {
        this.settings = settings;
        this.target = suite.logsUrl().resolve("/internal/v1/log-events");
        this.keys = keys;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        metrics.gauge("promptgate.records.queued.bytes", queuedBytes);
        metrics.gauge(
                "promptgate.records.queue.limit.bytes", settings, s -> s.queue().asLongValue());
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the records of the last requests to be taken, up to the drain time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(settings.drain());
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.errorf("%d bytes of records were not taken by logs-service in time and are lost", queuedBytes.get());
        }
    }

    /** Takes a record. From any thread; never waits. When the queue is full the record is dropped and counted. */
    void offer(Recording recording) {
        if (queuedBytes.get() + recording.bytes() > settings.queue().asLongValue()) {
            dropped(recording.record().client().projectUuid());
            return;
        }
        queuedBytes.addAndGet(recording.bytes());
        queue.add(recording);
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    private void dropped(UUID project) {
        metrics.counter("promptgate.records.dropped", "project", project.toString())
                .increment();
    }

    private void run() {
        while (!(stopping && queue.isEmpty())) {
            if (queue.isEmpty()) {
                sleepUntilOffered();
            } else {
                linger();
                ship(nextBatch());
            }
            if (Thread.interrupted()) {
                return;
            }
        }
    }

    private void sleepUntilOffered() {
        idle = true;
        if (queue.isEmpty() && !stopping) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        idle = false;
    }

    private void linger() {
        if (!stopping) {
            LockSupport.parkNanos(settings.linger().toNanos());
        }
    }

    private List<Recording> nextBatch() {
        List<Recording> batch = new ArrayList<>();
        long bytes = 0;
        Recording next = queue.peek();
        while (next != null
                && batch.size() < settings.batchRecords()
                && (batch.isEmpty()
                        || bytes + next.bytes() <= settings.batchBytes().asLongValue())) {
            batch.add(queue.remove());
            bytes += next.bytes();
            next = queue.peek();
        }
        return batch;
    }

    /** Sends the batch until it is taken. It counts as queued until then. */
    private void ship(List<Recording> batch) {
        byte[] body = encode(batch);
        Duration pause = settings.retry();
        while (!Thread.currentThread().isInterrupted() && !taken(body, batch.size())) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
        }
        batch.forEach(recording -> queuedBytes.addAndGet(-recording.bytes()));
    }

    private byte[] encode(List<Recording> batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        for (Recording recording : batch) {
            try {
                RecordCodec.write(Redactor.redact(recording.record(), recording.secrets()), out);
            } catch (IOException e) {
                throw new IllegalStateException("a byte array takes all that is written", e);
            }
        }
        return out.toByteArray();
    }

    private boolean taken(byte[] body, int records) {
        try {
            HttpResponse<String> answer = http.send(request(body), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                metrics.counter("promptgate.records.shipped").increment(records);
                return true;
            }
            LOG.warnf("logs-service answered %d; the batch of %d records is sent again", answer.statusCode(), records);
        } catch (IOException e) {
            LOG.debugf(e, "logs-service cannot be reached");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        metrics.counter("promptgate.records.ship.failures").increment();
        return false;
    }

    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .header("content-type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
