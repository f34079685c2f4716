package io.promptgate.cli;

import io.promptgate.cli.prices.LogChanges;
import io.promptgate.cli.prices.PriceList;
import io.promptgate.cli.prices.Suite;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes prices. */
@Command(
        name = "prices",
        description = "Shows prices, sets and imports them (LiteLLM's public file), and prices the log anew.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "promptgate prices list --provider openai",
            "promptgate prices set openai gpt-4o-mini --input 0.15 --output 0.60",
            "promptgate prices import model_prices_and_context_window.json",
            "promptgate prices reprice --from 2026-11-01 --to 2026-12-01 --model gpt-4o-mini --dry-run",
            "",
            "Where admin-service is and the key come from PG_ADMIN_URL and PG_ADMIN_KEY, else from the stack in the",
            "state folder. Exit codes: 0 well, 1 admin-service refused or is away, 2 a wrong command line."
        })
final class Prices {
    private final Terminal terminal;
    private final Map<String, String> environment;

    Prices(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Command(name = "list", description = "Shows the prices that hold, in USD per million tokens.")
    void list(
            @Mixin StateOption here,
            @Option(names = "--provider", paramLabel = "PROVIDER", description = "only this one's") @Nullable
                    String provider) {
        prices(here).show(provider).forEach(terminal::say);
    }

    @Command(name = "set", description = "Sets a price, in USD per million tokens; in place of the one it has.")
    void set(
            @Mixin StateOption here,
            @Parameters(paramLabel = "PROVIDER") String provider,
            @Parameters(paramLabel = "MODEL", description = "a * at the end stands for all names that begin so")
                    String model,
            @Option(names = "--input", required = true) BigDecimal input,
            @Option(names = "--output", required = true) BigDecimal output,
            @Option(names = "--cached-input") @Nullable BigDecimal cachedInput,
            @Option(names = "--cache-write") @Nullable BigDecimal cacheWrite,
            @Option(names = "--reasoning") @Nullable BigDecimal reasoning) {
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        rates.put("input", input);
        rates.put("output", output);
        put(rates, "cached_input", cachedInput);
        put(rates, "cache_write", cacheWrite);
        put(rates, "reasoning", reasoning);
        terminal.say(prices(here).set(provider, model, rates));
    }

    @Command(name = "import", description = "Takes over prices from a file in LiteLLM's format, all or none.")
    void importFile(
            @Mixin StateOption here,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--force", description = "also prices that change by more than a hundred times")
                    boolean force,
            @Option(names = "--dry-run", description = "only say what would change") boolean dryRun) {
        prices(here).importFile(read(file), force, dryRun).forEach(terminal::say);
    }

    @Command(
            name = "reprice",
            description = "Computes the costs of a window of the log anew, by the prices that hold now.")
    void reprice(
            @Mixin StateOption here,
            @Option(names = "--from", required = true, paramLabel = "TIME", description = "a date or an RFC 3339 time")
                    String from,
            @Option(names = "--to", required = true, paramLabel = "TIME", description = "the first instant after it")
                    String to,
            @Option(names = "--project", paramLabel = "UUID") @Nullable String project,
            @Option(names = "--provider") @Nullable String provider,
            @Option(names = "--model") @Nullable String model,
            @Option(names = "--dry-run", description = "only say what would change") boolean dryRun) {
        Map<String, String> scope = new LinkedHashMap<>(Map.of("from", from));
        scope.put("to", to);
        put(scope, "project_uuid", project);
        put(scope, "provider", provider);
        put(scope, "model", model);
        new LogChanges(new Suite(environment, here.dir()).logs())
                .reprice(scope, dryRun)
                .forEach(terminal::say);
    }

    /** The file's bytes, or the one line that says why there are none. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e, e);
        }
    }

    private PriceList prices(StateOption here) {
        return new PriceList(new Suite(environment, here.dir()).admin());
    }

    private static <T> void put(Map<String, T> fields, String name, @Nullable T value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
