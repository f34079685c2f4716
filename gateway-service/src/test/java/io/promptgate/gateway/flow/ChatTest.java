package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ChatTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void chats() {
        Got got = gateway.api().chat(Api.ask("fast"));
        System.err.println(got.headers().map() + got.text());
        assertThat(got.status()).isEqualTo(200);
        got = gateway.api().chat(Api.askStream("cheap"));
        System.err.println(got.headers().map() + got.text());
        System.err.println(gateway.logs().await(got.id()));
    }
}
