package io.promptgate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class LogsServiceTest {

    @Test
    void saysInOneLineThatAPortIsTaken() {
        assertThat(LogsService.reason(new RuntimeException(
                        "outer", new QuarkusBindException("127.0.0.1", 8082, new BindException("in use")))))
                .contains("another process listens on port 8082");
    }

    @Test
    void hasNoLineForAnythingElse() {
        assertThat(LogsService.reason(new IllegalStateException("a bug"))).isEmpty();
    }
}
