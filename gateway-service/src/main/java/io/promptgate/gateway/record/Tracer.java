package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.start.Replica;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to an OpenTelemetry collector, where one is set; on a thread of its own. Spans are a view of the records,
 * not the ledger: a collector that is away loses them, and they are counted.
 */
@Singleton
public final class Tracer {
    private static final Logger LOG = Logger.getLogger(Tracer.class);
    private static final int BATCH = 512;

    private final TraceSettings settings;
    private final @Nullable URI endpoint;
    private final String replica;
    private final BlockingQueue<Waiting> queue;
    private final Counter sent;
    private final Counter dropped;
    private final Counter failed;
    private final Thread thread = Thread.ofPlatform().name("tracer").daemon().unstarted(this::run);
    private volatile boolean stopping;
    private boolean failing;

    /** A request whose spans are to be made; off the event loop. */
    private record Waiting(
            RequestRecord record,
            List<Masked> secrets,
            TraceParent parent,
            @Nullable String upstream) {}

    public Tracer(TraceSettings settings, Replica replica, MeterRegistry metrics) {
        this.settings = settings;
        this.endpoint = settings.endpoint().orElse(null);
        this.replica = replica.name();
        this.queue = new ArrayBlockingQueue<>(Math.max(1, settings.queue()));
        this.sent = metrics.counter("promptgate.traces.sent");
        this.dropped = metrics.counter("promptgate.traces.dropped");
        this.failed = metrics.counter("promptgate.traces.failed");
    }

    void start(@Observes StartupEvent event) {
        if (endpoint != null) {
            thread.start();
        }
    }

    /** Sends what waits, for as long as one batch may take. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (endpoint != null) {
            thread.interrupt();
            thread.join(settings.timeout());
        }
    }

    /** Whether spans go anywhere; if not, nothing is to be gathered for them. */
    public boolean isOn() {
        return endpoint != null;
    }

    /** Whether providers are told of traces. */
    public boolean forwards() {
        return settings.forward();
    }

    /**
     * What a provider is told of the trace: the attempt's span where spans are made, else what the client sent, as
     * whoever takes no part in a trace passes it on (W3C Trace Context, 4.3). Null where there is nothing to tell.
     *
     * @param traceparent the client's header
     * @param attempt counted from 1
     */
    public @Nullable String forwarded(@Nullable String traceparent, UUID request, int attempt) {
        TraceParent parent = TraceParent.of(traceparent, request);
        if (isOn()) {
            return parent.header(TraceParent.span(request, attempt));
        }
        return parent.spanId() == null ? null : parent.header(parent.spanId());
    }

    /**
     * A request is over. Never waits.
     *
     * @param traceparent the client's header
     * @param upstream the base URL of the provider that served it
     */
    public void trace(
            RequestRecord record, List<Masked> secrets, @Nullable String traceparent, @Nullable String upstream) {
        TraceParent parent = TraceParent.of(traceparent, record.id());
        if (parent.sampled() && !queue.offer(new Waiting(record, secrets, parent, upstream))) {
            dropped.increment();
        }
    }

    private void run() {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build()) {
            while (!stopping) {
                List<Waiting> batch = await();
                if (!batch.isEmpty()) {
                    send(http, batch);
                }
            }
            List<Waiting> last = new ArrayList<>();
            queue.drainTo(last);
            if (!last.isEmpty()) {
                send(http, last);
            }
        }
    }

    private List<Waiting> await() {
        List<Waiting> batch = new ArrayList<>();
        try {
            batch.add(queue.take());
            Thread.sleep(settings.linger());
        } catch (InterruptedException _) {
            // the end: what is there is sent at once
        }
        queue.drainTo(batch, BATCH);
        return batch;
    }

    private void send(HttpClient http, List<Waiting> batch) {
        String problem = null;
        try {
            List<SpanWriter.Traced> clean = new ArrayList<>(batch.size());
            for (Waiting one : batch) {
                clean.add(new SpanWriter.Traced(
                        Redactor.redact(one.record(), one.secrets()), one.parent(), one.upstream()));
            }
            HttpRequest request = HttpRequest.newBuilder(target())
                    .timeout(settings.timeout())
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(SpanWriter.write(clean, replica)))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            problem = status >= 200 && status < 300 ? null : "it answered " + status;
        } catch (IOException e) {
            problem = e.toString();
        } catch (InterruptedException _) {
            problem = "the gateway stops";
        }
        heard(problem, batch.size());
    }

    private URI target() throws IOException {
        if (endpoint == null) {
            throw new IOException("no collector is set");
        }
        return endpoint;
    }

    private void heard(@Nullable String problem, int requests) {
        if (problem == null) {
            sent.increment(requests);
        } else {
            failed.increment(requests);
            if (!failing) {
                LOG.warnf("the collector takes no spans (%s); they are dropped", problem);
            }
        }
        failing = problem != null;
    }
}
