package io.promptgate.common.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTokenTest {

    @Test
    void mintsTokensOfItsOwnForm() {
        assertThat(ClientToken.isLive(ClientToken.mintLive().reveal())).isTrue();
        assertThat(ClientToken.isAdmin(ClientToken.mintAdmin().reveal())).isTrue();
        assertThat(ClientToken.mintLive()).isNotEqualTo(ClientToken.mintLive());
    }

    @Test
    void tellsTheTwoKindsApart() {
        assertThat(ClientToken.isLive(ClientToken.mintAdmin().reveal())).isFalse();
        assertThat(ClientToken.isAdmin(ClientToken.mintLive().reveal())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pg_live_",
                "pg_live_0123",
                "pg_live_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeF",
                "pg_live_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
                "pg_live_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "PG_LIVE_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            })
    void refusesAnyOtherForm(String text) {
        assertThat(ClientToken.isLive(text)).isFalse();
    }
}
