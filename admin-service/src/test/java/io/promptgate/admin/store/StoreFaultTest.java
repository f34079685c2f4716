package io.promptgate.admin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreFaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "3D000", "28P01", "40001", "55P03", "25006"})
    void findsTheDatabaseAwayByItsState(String state) {
        assertThat(StoreFault.isAway(new RuntimeException(pg(state)))).isTrue();
        assertThat(StoreFault.isAway(new SQLException("", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22021", "XX000"})
    void leavesFaultsOfAStatementAlone(String state) {
        assertThat(StoreFault.isAway(new RuntimeException(pg(state)))).isFalse();
    }

    @Test
    void findsBrokenConnectionsUnderOtherExceptions() {
        assertThat(StoreFault.isAway(new IllegalStateException(new ConnectException())))
                .isTrue();
        assertThat(StoreFault.isAway(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(StoreFault.isAway(new NoStackTraceThrowable("Timeout"))).isTrue();
    }

    @Test
    void leavesFaultsOfTheProgramAlone() {
        assertThat(StoreFault.isAway(new NullPointerException())).isFalse();
        assertThat(StoreFault.isAway(new SQLException("without a state"))).isFalse();
    }

    private static PgException pg(String state) {
        return new PgException("fault", "ERROR", state, "");
    }
}
