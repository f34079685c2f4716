package io.promptgate.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.stack.PortCheck.Wanted;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.testkit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void namesThePortThatIsTakenAndWhatWantedIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Wanted> wanted = List.of(
                    new Wanted("127.0.0.1", FreePorts.one(), "the gateway"),
                    new Wanted("127.0.0.1", taken.getLocalPort(), "PostgreSQL"));
            assertThatThrownBy(() -> PortCheck.check(wanted))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + ", wanted for PostgreSQL, is taken")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void namesAnAddressThatIsNotThisMachines() {
        assertThatThrownBy(() -> PortCheck.check(List.of(new Wanted("192.0.2.1", FreePorts.one(), "the gateway"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot listen on 192.0.2.1");
    }

    @Test
    void wantsOnlyWhatIsToBeStarted() {
        assertThat(PortCheck.wanted("0.0.0.0", new Ports(8080), true, true))
                .hasSize(8)
                .contains(new Wanted("0.0.0.0", 8080, "the gateway"), new Wanted("127.0.0.1", 8100, "PostgreSQL"));
        assertThat(PortCheck.wanted("127.0.0.1", new Ports(8080), false, false)).hasSize(6);
    }
}
