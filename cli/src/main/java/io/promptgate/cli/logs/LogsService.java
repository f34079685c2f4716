package io.promptgate.cli.logs;

import io.promptgate.cli.state.DemoFacts;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where logs-service is, and with which key.
 *
 * @param url without a closing slash
 * @param project the demo's project, or that of the environment; null where neither is known
 */
public record LogsService(String url, Masked key, @Nullable String project) {

    /**
     * From the environment's {@code PG_LOGS_URL} and {@code PG_ADMIN_KEY}, else of the stack that was last started.
     *
     * @throws Failure when neither says
     */
    public static LogsService of(Map<String, String> environment, StateDir state) {
        Optional<StackFacts> stack = StackFacts.read(state.stack());
        String url = given(environment, "PG_LOGS_URL")
                .or(() -> stack.map(StackFacts::logsUrl))
                .orElseThrow(() -> nowhere(state));
        Masked key = given(environment, "PG_ADMIN_KEY")
                .map(Masked::of)
                .or(() -> stack.map(StackFacts::adminKey))
                .orElseThrow(() -> nowhere(state));
        String project = given(environment, "PG_UUID")
                .or(() -> stack.filter(StackFacts::demo).flatMap(_ -> new DemoFacts(state.demo()).project()))
                .orElse(null);
        return new LogsService(url.replaceAll("/+$", ""), key, project);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Failure nowhere(StateDir state) {
        return new Failure("nothing was ever started in " + state.path()
                + ": begin with ./promptgate up, or set PG_LOGS_URL and PG_ADMIN_KEY");
    }
}
