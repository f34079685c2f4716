package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Every request that starts after the configuration changed is served by the new one; none fails. */
final class AliasSwapTest {
    private static final int CALLERS = 64;
    private static final int EDITS = 20;

    /** Where a request went, and the number of the last edit that was done when it started. */
    private record Sent(long edit, String provider, long revision) {}

    @Test
    void everyRequestAfterAnEditGoesToTheNewTarget() throws ExecutionException, InterruptedException {
        try (TestGateway gateway = TestGateway.start();
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            // Given
            gateway.upstream().always("/", Reply.json(200, "{\"choices\":[]}"));
            AtomicLong done = new AtomicLong(gateway.current().get().revision());
            AtomicLong answered = new AtomicLong();
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<List<Sent>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> hammer(gateway, done, answered, stop)));
            }

            // When
            for (int edit = 0; edit < EDITS; edit++) {
                long before = answered.get();
                Awaited.until(Duration.ofSeconds(20), () -> answered.get() > before + CALLERS);
                gateway.publish(gateway.project().alias("fast", edit % 2 == 0 ? "openai" : "groq", "m" + edit));
                done.set(gateway.current().get().revision());
            }
            stop.set(true);

            // Then
            for (Future<List<Sent>> caller : callers) {
                for (Sent sent : caller.get()) {
                    assertThat(sent.revision()).isGreaterThanOrEqualTo(sent.edit());
                    assertThat(sent.provider()).isEqualTo(sent.revision() % 2 == 0 ? "openai" : "groq");
                }
            }
        }
    }

    private static List<Sent> hammer(TestGateway gateway, AtomicLong done, AtomicLong answered, AtomicBoolean stop) {
        List<Sent> sent = new ArrayList<>();
        while (!stop.get()) {
            long edit = done.get();
            Got got = gateway.api().chat(Api.ask("fast"));
            assertThat(got.status()).isEqualTo(200);
            long revision = Long.parseLong(got.header("x-promptgate-revision"));
            sent.add(new Sent(edit, got.header("x-promptgate-provider"), revision));
            answered.incrementAndGet();
        }
        return sent;
    }
}
