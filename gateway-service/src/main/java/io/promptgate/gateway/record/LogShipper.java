package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.json.Json;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries records to logs-service, in batches, on threads of its own: whoever hands one over never waits. The queue
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
    private final List<Sender> senders;
    private volatile boolean stopping;
    private volatile boolean away;

    /** What became of a batch. */
    private enum Answer {
        TAKEN,
        /** It will be the same however often it is sent. */
        REFUSED,
        AWAY
    }

    public LogShipper(ShipSettings settings, GatewaySettings suite, Keys keys, MeterRegistry metrics) {
        this.settings = settings;
        this.target = suite.logsUrl().resolve("/internal/v1/log-events");
        this.keys = keys;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        this.senders = IntStream.rangeClosed(1, settings.senders())
                .mapToObj(Sender::new)
                .toList();
        metrics.gauge("promptgate.records.queued.bytes", queuedBytes);
        metrics.gauge(
                "promptgate.records.queue.limit.bytes", settings, s -> s.queue().asLongValue());
    }

    void start(@Observes StartupEvent event) {
        senders.forEach(Sender::start);
    }

    /** Waits for the records of the last requests to be taken, up to the drain time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + settings.drain().toNanos();
        for (Sender sender : senders) {
            sender.finish(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        if (queuedBytes.get() > 0) {
            LOG.errorf("%d bytes of records were not taken by logs-service in time and are lost", queuedBytes.get());
        }
    }

    /** Takes a record. From any thread; never waits. When the queue is full the record is dropped and counted. */
    void offer(Recording recording) {
        if (queuedBytes.get() + recording.bytes() > settings.queue().asLongValue()) {
            dropped(recording);
            return;
        }
        queuedBytes.addAndGet(recording.bytes());
        queue.add(recording);
        senders.getFirst().wake();
    }

    private void dropped(Recording recording) {
        String project = recording.record().client().projectUuid().toString();
        metrics.counter("promptgate.records.dropped", "project", project).increment();
    }

    private synchronized List<Recording> nextBatch() {
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

    private Answer send(Lines lines, int records) {
        try {
            HttpResponse<String> said = http.send(request(lines), HttpResponse.BodyHandlers.ofString());
            Answer answer = read(said, records);
            heard(answer == Answer.AWAY ? "it answered " + said.statusCode() : null);
            return answer;
        } catch (IOException e) {
            heard(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Answer.AWAY;
    }

    /** Tells the log once when logs-service goes away, and once when it is back. */
    private void heard(@Nullable String problem) {
        if (problem != null) {
            metrics.counter("promptgate.records.ship.failures").increment();
            if (!away) {
                LOG.warnf("logs-service takes no records (%s); they wait", problem);
            }
        } else if (away) {
            LOG.info("logs-service takes records again");
        }
        away = problem != null;
    }

    private Answer read(HttpResponse<String> answer, int records) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> {
                taken(answer.body(), records);
                yield Answer.TAKEN;
            }
            case 400, 413, 422 -> {
                LOG.errorf("logs-service refused a batch of %d records with status %d", records, answer.statusCode());
                yield Answer.REFUSED;
            }
            default -> Answer.AWAY;
        };
    }

    private void taken(String answer, int records) throws IOException {
        int rejected = Json.MAPPER.readTree(answer).path("rejected").size();
        metrics.counter("promptgate.records.shipped").increment(records - rejected);
        if (rejected > 0) {
            metrics.counter("promptgate.records.rejected").increment(rejected);
            LOG.errorf("logs-service rejected %d of %d records: %s", rejected, records, answer);
        }
    }

    private HttpRequest request(Lines lines) {
        return HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .header("content-type", "application/x-ndjson")
                .POST(lines.publisher())
                .build();
    }

    /**
     * One batch at a time on its way. The first sender is woken by whoever hands a record over; each wakes the next when
     * it leaves records behind.
     */
    private final class Sender implements Runnable {
        private final int number;
        private final Thread thread;
        private final Lines lines = new Lines();
        private volatile boolean idle;

        Sender(int number) {
            this.number = number;
            this.thread =
                    Thread.ofPlatform().name("log-shipper-" + number).daemon().unstarted(this);
        }

        void start() {
            thread.start();
        }

        void wake() {
            if (idle) {
                idle = false;
                LockSupport.unpark(thread);
            }
        }

        void finish(Duration atMost) throws InterruptedException {
            LockSupport.unpark(thread);
            thread.join(atMost);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        }

        @Override
        public void run() {
            while (!(stopping && queue.isEmpty())) {
                if (queue.isEmpty()) {
                    sleepUntilWoken();
                } else {
                    linger();
                    ship(nextBatch());
                }
                if (Thread.interrupted()) {
                    return;
                }
            }
        }

        private void sleepUntilWoken() {
            idle = true;
            if (queue.isEmpty() && !stopping) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            idle = false;
        }

        /** A batch waits for company, unless there is company enough. */
        private void linger() {
            if (!stopping && queuedBytes.get() < settings.batchBytes().asLongValue()) {
                LockSupport.parkNanos(settings.linger().toNanos());
            }
        }

        /** Sends the batch until it is taken. It counts as queued until then. */
        private void ship(List<Recording> batch) {
            if (!queue.isEmpty() && number < senders.size()) {
                senders.get(number).wake();
            }
            deliver(batch);
            batch.forEach(recording -> queuedBytes.addAndGet(-recording.bytes()));
        }

        /** A batch that logs-service will never take is halved, until the record at fault is alone. */
        private void deliver(List<Recording> batch) {
            encode(batch);
            Answer answer = lines.size() == 0 ? Answer.TAKEN : send(lines, batch.size());
            Duration pause = settings.retry();
            while (answer == Answer.AWAY && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
                answer = send(lines, batch.size());
            }
            if (answer == Answer.REFUSED && batch.size() > 1) {
                deliver(batch.subList(0, batch.size() / 2));
                deliver(batch.subList(batch.size() / 2, batch.size()));
            } else if (answer == Answer.REFUSED) {
                dropped(batch.getFirst());
            }
        }

        private void encode(List<Recording> batch) {
            lines.reset();
            for (Recording recording : batch) {
                int start = lines.size();
                try {
                    RecordCodec.write(Redactor.redact(recording.record(), recording.secrets()), lines);
                } catch (IOException | RuntimeException e) {
                    lines.cutBackTo(start);
                    LOG.errorf(
                            e, "record %s cannot be written", recording.record().id());
                    dropped(recording);
                }
            }
        }
    }

    /** A buffer that is kept from batch to batch, as large as the largest was. */
    private static final class Lines extends ByteArrayOutputStream {
        Lines() {
            super(256 * 1024);
        }

        void cutBackTo(int size) {
            count = size;
        }

        HttpRequest.BodyPublisher publisher() {
            return HttpRequest.BodyPublishers.ofByteArray(buf, 0, count);
        }
    }
}
