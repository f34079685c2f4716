package io.promptgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.start.StartRefused;
import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

final class GatewayServiceTest {

    @Test
    void saysInOneLineWhatAnOperatorCanChange() {
        assertThat(GatewayService.reason(new RuntimeException(
                        "container", new RuntimeException("bean", new StartRefused("set this")))))
                .hasValue("set this");
        assertThat(GatewayService.reason(new RuntimeException(new QuarkusBindException("0.0.0.0", 8080, new BindException()))))
                .hasValue("another process listens on port 8080");
        assertThat(GatewayService.reason(new IllegalStateException("a fault of ours")))
                .isEmpty();
    }
}
