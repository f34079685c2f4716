package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BalancerTest {
    private final StubUpstream first = StubUpstream.start();
    private final StubUpstream second = StubUpstream.start();
    private final Balancer balancer = Balancer.before(List.of(port(first), port(second)));

    @AfterEach
    void close() {
        balancer.close();
        first.close();
        second.close();
    }

    @Test
    void givesEachConnectionToTheNextServer() throws Exception {
        for (int i = 0; i < 4; i++) {
            call();
        }

        assertThat(first.received()).hasSize(2);
        assertThat(second.received()).hasSize(2);
    }

    @Test
    void passesOverAServerThatIsAway() throws Exception {
        // Given
        first.close();

        // When
        for (int i = 0; i < 3; i++) {
            call();
        }

        // Then
        assertThat(second.received()).hasSize(3);
    }

    @Test
    void endsTheConnectionWhenNoServerIsThere() {
        first.close();
        second.close();

        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    private void call() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(balancer.url("/v1/chat/completions")))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[]}"))
                .build();
        // a client of its own, so a connection of its own
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private static int port(StubUpstream stub) {
        return URI.create(stub.url("/")).getPort();
    }
}
