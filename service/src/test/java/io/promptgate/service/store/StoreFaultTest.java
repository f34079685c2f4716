package io.promptgate.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFaultTest {

    @ParameterizedTest
    @CsvSource({
        "08006, AWAY",
        "28P01, AWAY",
        "3D000, AWAY",
        "40P01, AWAY",
        "53100, AWAY",
        "53300, AWAY",
        "57P01, AWAY",
        "58030, AWAY",
        "25006, AWAY",
        "57014, TOO_SLOW",
        "22003, BAD_DATA",
        "22021, BAD_DATA",
        "23514, BAD_DATA",
        "54000, BAD_DATA",
        "42P01, OTHER",
        "XX000, OTHER",
    })
    void readsPostgresStates(String state, StoreFault fault) {
        assertThat(StoreFault.of(new PgException("message", "ERROR", state, null)))
                .isEqualTo(fault);
    }

    @Test
    void looksForTheCause() {
        assertThat(StoreFault.of(new ConnectException("refused"))).isEqualTo(StoreFault.AWAY);
        assertThat(StoreFault.of(new CompletionException(new IOException("reset"))))
                .isEqualTo(StoreFault.AWAY);
        assertThat(StoreFault.of(new IllegalStateException(new SQLException("gone", "57P01"))))
                .isEqualTo(StoreFault.AWAY);
        assertThat(StoreFault.of(ClosedConnectionException.INSTANCE)).isEqualTo(StoreFault.AWAY);
        assertThat(StoreFault.of(new NoStackTraceThrowable("Timeout"))).isEqualTo(StoreFault.AWAY);
    }

    @Test
    void leavesFaultsOfTheProgramAlone() {
        assertThat(StoreFault.of(new SQLException("without a state"))).isEqualTo(StoreFault.OTHER);
        assertThat(StoreFault.of(new IllegalStateException("bug"))).isEqualTo(StoreFault.OTHER);
    }
}
