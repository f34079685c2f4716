package io.promptgate.cli;

import io.promptgate.cli.config.AdminService;
import io.promptgate.cli.config.Document;
import io.promptgate.cli.config.References;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Which admin-service a command calls, and how it reads its document. */
final class ConfigOptions {
    static final String STDIN = "-";

    @Mixin
    private final StateOption state = new StateOption();

    /** The one that the environment names; else the one of the stack that was started here. */
    AdminService service(Map<String, String> environment) {
        String url = environment.getOrDefault("PG_ADMIN_URL", "");
        String key = environment.getOrDefault("PG_ADMIN_KEY", "");
        if (url.isEmpty() != key.isEmpty()) {
            throw new Failure("PG_ADMIN_URL and PG_ADMIN_KEY go together; one of them is not set");
        }
        if (!url.isEmpty()) {
            return new AdminService(url, Masked.of(key));
        }
        StackFacts facts = StackFacts.read(state.dir().stack())
                .orElseThrow(() -> new Failure(
                        "which admin-service? set PG_ADMIN_URL and PG_ADMIN_KEY, or start one with ./promptgate up"));
        return new AdminService(facts.adminUrl(), facts.adminKey());
    }

    /** The document of a file, or of standard input. */
    static Document document(String file, Surroundings around) {
        Path path = Path.of(file);
        Path folder = file.equals(STDIN) ? Path.of("") : path.toAbsolutePath().getParent();
        try {
            String text = file.equals(STDIN)
                    ? new String(around.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(path);
            return new References(around.environment(), folder == null ? path : folder).resolve(text);
        } catch (IOException e) {
            throw new Failure("the document cannot be read: " + file, e);
        }
    }
}
