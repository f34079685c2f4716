package io.promptgate.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
    private static final String HOST = "provider.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "169.254.0.1",
                "2852039166",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "100::1"
            })
    void closesTheServicesOwnNetwork(String address) throws UnknownHostException {
        assertThat(new AddressGuard(List.of()).allows(HOST, InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "2001:4860:4860::8888"
            })
    void leavesTheInternetOpen(String address) throws UnknownHostException {
        assertThat(new AddressGuard(List.of()).allows(HOST, InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.0.0/16, ::ffff:10.1.0.1, true",
        "127.0.0.0/8, 127.0.0.1, true",
        "127.0.0.0/8, ::1, false",
        "::1/128, ::1, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fc12::1, false",
        "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.8, false",
        "::1, ::1, true",
        "fd00::1, fd00:0:0::1, true",
        "0.0.0.0/0, 169.254.169.254, true",
        "' 10.0.0.0/8 ', 10.1.2.3, true",
        "'', 10.1.2.3, false"
    })
    void opensWhatTheOperatorNames(String allowed, String address, boolean open) throws UnknownHostException {
        assertThat(new AddressGuard(List.of(allowed)).allows(HOST, InetAddress.getByName(address)))
                .isEqualTo(open);
    }

    @Test
    void opensAHostByItsNameInAnyCase() throws UnknownHostException {
        // Given
        AddressGuard guard = new AddressGuard(List.of("Ollama.Internal", "localhost"));
        InetAddress address = InetAddress.getByName("192.168.1.7");

        // Then
        assertThat(guard.allows("ollama.internal", address)).isTrue();
        assertThat(guard.allows("OLLAMA.internal", address)).isTrue();
        assertThat(guard.allows("other.internal", address)).isFalse();
        assertThat(guard.allows("ollama.internal.example", address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "ten/8", "/8", "10.0.0.0/-1", "10.0.0.0/"})
    void refusesARangeThatIsNone(String range) {
        assertThatThrownBy(() -> new AddressGuard(List.of(range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(range);
    }
}
