package io.promptgate.admin.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class SignalTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Signal signal = new Signal(VERTX);

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void wakesWhoWaits() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> woken = wait(0, LONG);

        signal.raise(1);

        woken.get(5, SECONDS);
    }

    @Test
    void wakesAtOnceWhoHasSeenAnOlderValue() throws InterruptedException, ExecutionException, TimeoutException {
        signal.raise(7);

        CompletableFuture<Void> woken = wait(6, LONG);

        woken.get(5, SECONDS);
    }

    @Test
    void endsTheWaitWhenTheTimeIsUp() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> woken = wait(0, Duration.ofMillis(20));

        woken.get(5, SECONDS);

        assertThat(signal.value()).isZero();
    }

    @Test
    void ignoresOldNews() {
        signal.raise(5);

        signal.raise(4);

        assertThat(signal.value()).isEqualTo(5);
    }

    @Test
    void goesBackWhenItIsReset() throws InterruptedException, ExecutionException, TimeoutException {
        signal.raise(5);
        CompletableFuture<Void> woken = wait(5, LONG);

        signal.reset(2);

        woken.get(5, SECONDS);
        assertThat(signal.value()).isEqualTo(2);
    }

    @Test
    void letsAWaiterGo() {
        CompletableFuture<Void> woken = wait(0, LONG);

        assertThat(woken.cancel(true)).isTrue();
        signal.next();

        assertThat(signal.value()).isEqualTo(1);
    }

    private CompletableFuture<Void> wait(long from, Duration atMost) {
        return signal.other(from, atMost).subscribeAsCompletionStage();
    }
}
