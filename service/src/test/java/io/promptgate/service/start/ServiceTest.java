package io.promptgate.service.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class ServiceTest {

    @Test
    void saysInOneLineThatAPortIsTaken() {
        assertThat(Service.reason(new RuntimeException(
                        "outer", new QuarkusBindException("127.0.0.1", 8082, new BindException("in use")))))
                .contains("another process listens on port 8082");
    }

    @Test
    void saysInOneLineWhatIsRefused() {
        assertThat(Service.reason(new RuntimeException("outer", new StartRefused("PROMPTGATE_X is not set"))))
                .contains("PROMPTGATE_X is not set");
    }

    @Test
    void saysInOneLineWhichPropertiesAreUnfit() {
        // Given
        Problem[] problems = {new Problem("promptgate.nope does not map to any root"), new Problem("x is no number")};

        // Then
        assertThat(Service.reason(new RuntimeException("outer", new ConfigValidationException(problems))))
                .contains("promptgate.nope does not map to any root; x is no number");
    }

    @Test
    void hasNoLineForAnythingElse() {
        assertThat(Service.reason(new IllegalStateException("a bug"))).isEmpty();
    }
}
