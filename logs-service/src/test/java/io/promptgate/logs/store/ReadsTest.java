package io.promptgate.logs.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class ReadsTest {
    // more than all connections of the service
    private static final int READERS = 30;

    @Inject
    Pool pool;

    @Inject
    Reads reads;

    @Test
    void letWhatComesInPassHoweverManyOfThemWait() throws Exception {
        // Given: a table that those who read wait for
        CountDownLatch locked = new CountDownLatch(1);
        CompletableFuture<Void> enough = new CompletableFuture<>();
        CompletableFuture<Void> holder = pool.withTransaction(connection -> connection
                        .query("LOCK TABLE logs.audit IN ACCESS EXCLUSIVE MODE")
                        .execute()
                        .invoke(locked::countDown)
                        .chain(() -> Uni.createFrom().completionStage(enough)))
                .subscribeAsCompletionStage();
        assertThat(locked.await(10, SECONDS)).isTrue();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                answers.add(
                        readers.submit(() -> Logs.reader().get("/logs/v1/audit").statusCode()));
            }
            await().atMost(10, SECONDS).until(() -> metric("promptgate_logs_reads ") == READERS);

            // When
            long start = System.nanoTime();
            Logs.keep(List.of(new Sample(UuidV7.next()).record()));

            // Then: sooner than any connection of the others could have become free
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(answers).noneMatch(Future::isDone);
            assertThat(metric("promptgate_logs_reads_limit ")).isEqualTo(6);

            // When
            enough.complete(null);

            // Then
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            await().atMost(10, SECONDS).until(() -> metric("promptgate_logs_reads ") == 0);
        }
        holder.get();
    }

    @Test
    void endAStatementThatTakesTooLong() {
        assertThat(reads.rows("SHOW statement_timeout", Tuple.tuple())
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("20s");
    }

    private static double metric(String name) {
        return Logs.management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(-1);
    }
}
