package io.promptgate.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "8.8.4.4, 8.8.4.4",
        "[::1], 0:0:0:0:0:0:0:1",
        "::1, 0:0:0:0:0:0:0:1",
        "[2606:4700::1111], 2606:4700:0:0:0:0:0:1111",
        "[::ffff:10.0.0.1], 10.0.0.1"
    })
    void readsThePlainSpelling(String host, String address) {
        assertThat(IpLiteral.find(host))
                .hasValueSatisfying(found -> assertThat(found.getHostAddress()).isEqualTo(address));
        assertThat(IpLiteral.isOdd(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0X7F.0.0.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "256.1.1.1",
                "1.2.3.4.5",
                "host.1",
                "host.0x1",
                "0x",
                "[fe80::1%eth0]",
                "[fe80::1%25eth0]"
            })
    void tellsOddSpellings(String host) {
        assertThat(IpLiteral.find(host)).isEmpty();
        assertThat(IpLiteral.isOdd(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "api.example.com",
                "api.example.com.",
                "4chan.example",
                "10.0.0.1.nip.io",
                "a1",
                "x0"
            })
    void leavesNamesToTheirServers(String host) {
        assertThat(IpLiteral.find(host)).isEmpty();
        assertThat(IpLiteral.isOdd(host)).isFalse();
    }
}
