package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.Presets;
import io.promptgate.testkit.Golden;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the compatible path the client's and the provider's bytes go on, but for what is documented. */
final class LosslessTest {
    private static final Presets PRESETS =
            new Presets(new BigDecimal("0.20"), new BigDecimal("0.9"), 100, "Be \"brief\".\nAlways, please: ünï 😀");

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.project()
                .alias("m", "mistral", "mistral-small-latest")
                .alias("warm", "openai", "gpt-4o-mini", PRESETS)
                .alias("warm-mistral", "mistral", "mistral-small-latest", PRESETS);
        gateway.publish(gateway.project());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    static List<Path> requests() {
        return Golden.cases("lossless/requests");
    }

    static List<Path> replies() {
        return Golden.files("lossless/replies", ".json");
    }

    static List<Path> streams() {
        return Golden.files("lossless/streams", ".sse");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void sendsTheClientsBytesOn(Path folder) {
        // Given
        byte[] request = Golden.bytes(folder.resolve("request.json"));

        // When
        Got got = gateway.api().chat(request);

        // Then
        Received received = gateway.upstream().last();
        Golden.assertBytes(folder.resolve("upstream.json"), received.body());
        assertThat(received.header("content-length")).hasValue(Integer.toString(received.body().length));
        assertThat(got.header("x-promptgate-attempts")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("replies")
    void givesTheProvidersBytesBack(Path file) {
        // Given
        byte[] reply = Golden.bytes(file);
        gateway.upstream().next(Reply.of(200, "application/json", reply));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        Golden.assertBytes(file, got.body());
        assertThat(got.header("content-length")).isEqualTo(Integer.toString(reply.length));
        assertThat(got.header("content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void givesTheProvidersEventsBack(Path file) {
        // Given
        byte[] stream = Golden.bytes(file);
        gateway.upstream().next(Reply.stream(200, "text/event-stream", List.of(stream)));

        // When
        Got got = gateway.api().chat(Api.ask("fast", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        Golden.assertBytes(file, got.body());
        assertThat(got.header("content-type")).isEqualTo("text/event-stream");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void givesTheSameEventsBackHoweverTheNetworkCutsThem(Path file) {
        for (int size : new int[] {1, 7, 64}) {
            // Given
            byte[] stream = Golden.bytes(file);
            gateway.upstream()
                    .next(Reply.stream(200, "text/event-stream", List.of(stream))
                            .splitEvery(size));

            // When
            Got got =
                    gateway.api().chat(Api.ask("fast", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

            // Then
            Golden.assertBytes(file, got.body());
        }
    }

    @Test
    void refusesTwoNamesOfOneField() {
        // When
        Got got = gateway.api().chat(Api.ask("m", "\"seed\":1,\"random_seed\":2"));

        // Then
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error("code")).isEqualTo("invalid_request");
        assertThat(got.error("param")).isEqualTo("seed");
        assertThat(gateway.upstream().count()).isZero();
    }
}
