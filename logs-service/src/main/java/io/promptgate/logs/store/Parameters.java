package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement, numbered as they come: the only way by which a value gets into SQL. */
final class Parameters {
    private final Tuple tuple = Tuple.tuple();

    /** Adds a value and returns what stands for it in the statement. */
    String add(@Nullable Object value) {
        tuple.addValue(value);
        return "$" + tuple.size();
    }

    Tuple tuple() {
        return tuple;
    }
}
