package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.prices.ApiClient;
import io.promptgate.cli.prices.Suite;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The last step of a change of the master key: seals with the new one all that an earlier one sealed. */
@Command(
        name = "reseal",
        description = "Seals with the active master key all credentials that an earlier one sealed, former ones too.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is sealed with the active master key, and every live gateway serves it",
            "1:admin-service refused or is away; say it again, what was done stays done",
            "2:a wrong command line",
            "3:all was tried, and something cannot be opened, or a gateway is behind: keep the earlier key"
        },
        footerHeading = "%n",
        footer = {
            "Where admin-service is and the key come from PG_ADMIN_URL and PG_ADMIN_KEY, else from the stack in the",
            "state folder."
        })
final class Reseal implements Callable<Integer> {
    private static final int NOT_YET = 3;
    private static final String PATH = "/admin/v1/credentials/reseal";

    @Mixin
    private final StateOption state = new StateOption();

    private final Terminal terminal;
    private final Map<String, String> environment;

    Reseal(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ApiClient admin = new Suite(environment, state.dir()).admin();
        JsonNode last = untilDone(admin);
        String unreadable = ids(last.path("unreadable"));
        int former = last.path("former_unreadable").asInt();
        String behind = behind(admin.get("/admin/v1/replicas"));
        if (!unreadable.isEmpty()) {
            terminal.say("cannot be opened, and need a new secret: " + unreadable);
        }
        if (former > 0) {
            terminal.say("cannot be opened: " + former + " former states; revisions with them cannot be gone back to");
        }
        if (!behind.isEmpty()) {
            terminal.say("not yet at the newest revision: " + behind);
        }
        boolean done = unreadable.isEmpty() && former == 0 && behind.isEmpty();
        if (done) {
            terminal.say("All is sealed with the master key "
                    + last.path("master_key_id").asText() + ".");
        }
        return done ? 0 : NOT_YET;
    }

    private JsonNode untilDone(ApiClient admin) {
        while (true) {
            JsonNode step = admin.post(PATH, "application/json", new byte[0]);
            int credentials = step.path("resealed").asInt();
            int former = step.path("former_resealed").asInt();
            long left = step.path("remaining").asLong();
            if (credentials + former > 0) {
                terminal.say(
                        "sealed anew: " + credentials + " credentials, " + former + " former states; left: " + left);
            }
            if (left == 0) {
                return step;
            }
            if (credentials + former == 0) {
                throw new Failure("admin-service seals nothing more, and " + left + " are left");
            }
        }
    }

    private static String ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String behind(JsonNode replicas) {
        return StreamSupport.stream(replicas.path("data").spliterator(), false)
                .filter(replica -> replica.path("live").asBoolean()
                        && replica.path("lagging_by").asLong() > 0)
                .map(replica -> replica.path("name").asText())
                .collect(Collectors.joining(", "));
    }
}
