package io.promptgate.cli.prices;

import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the services are, and with which key: the environment's word, else that of the stack that was last started. */
public final class Suite {
    private final Map<String, String> environment;
    private final StateDir state;

    public Suite(Map<String, String> environment, StateDir state) {
        this.environment = environment;
        this.state = state;
    }

    /** admin-service, by {@code PG_ADMIN_URL}. */
    public ApiClient admin() {
        return client("PG_ADMIN_URL", StackFacts::adminUrl);
    }

    /** logs-service, by {@code PG_LOGS_URL}. */
    public ApiClient logs() {
        return client("PG_LOGS_URL", StackFacts::logsUrl);
    }

    private ApiClient client(String variable, Function<StackFacts, String> ofStack) {
        Optional<StackFacts> stack = StackFacts.read(state.stack());
        String url = given(variable).or(() -> stack.map(ofStack)).orElseThrow(() -> nowhere(variable));
        Masked key = given("PG_ADMIN_KEY")
                .map(Masked::of)
                .or(() -> stack.map(StackFacts::adminKey))
                .orElseThrow(() -> nowhere(variable));
        return new ApiClient(url.replaceAll("/+$", ""), key);
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Failure nowhere(String variable) {
        return new Failure("nothing was ever started in " + state.path() + ": begin with ./promptgate up, or set "
                + variable + " and PG_ADMIN_KEY");
    }
}
