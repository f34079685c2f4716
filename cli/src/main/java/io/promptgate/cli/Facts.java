package io.promptgate.cli;

import io.promptgate.cli.state.DemoFacts;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import java.util.ArrayList;
import java.util.List;

/** The lines that a shell is to take over: where the stack is, and with which keys. */
final class Facts {
    private Facts() {}

    /** {@code export NAME='value'} each; the demo's only when the last start was one. */
    static List<String> exports(StackFacts facts, StateDir state) {
        List<String> lines = new ArrayList<>();
        lines.add(export("PG_URL", facts.gatewayUrl()));
        lines.add(export("PG_ADMIN_URL", facts.adminUrl()));
        lines.add(export("PG_LOGS_URL", facts.logsUrl()));
        lines.add(export("PG_ADMIN_KEY", facts.adminKey().reveal()));
        if (facts.demo()) {
            DemoFacts demo = new DemoFacts(state.demo());
            demo.project().ifPresent(uuid -> lines.add(export("PG_UUID", uuid)));
            demo.token().ifPresent(token -> lines.add(export("PG_TOKEN", token)));
        }
        return lines;
    }

    /** A call that works after the lines above. */
    static String curl(StackFacts facts) {
        return facts.demo() ? """
                curl "$PG_URL/api/$PG_UUID/v1/chat/completions" -H "authorization: Bearer $PG_TOKEN" \\
                    -H 'content-type: application/json' \\
                    -d '{"model":"fast","messages":[{"role":"user","content":"Hello"}]}'""" : """
                curl "$PG_ADMIN_URL/admin/v1/projects" -H "authorization: Bearer $PG_ADMIN_KEY\"""";
    }

    private static String export(String name, String value) {
        return "export " + name + "='" + value.replace("'", "'\\''") + "'";
    }
}
