package io.promptgate.cli;

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
        description = "Shows prices, sets them, and imports LiteLLM's public price file.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "promptgate prices list --provider openai",
            "promptgate prices set openai gpt-4o-mini --input 0.15 --output 0.60",
            "promptgate prices import model_prices_and_context_window.json",
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

    private static void put(Map<String, BigDecimal> rates, String name, @Nullable BigDecimal rate) {
        if (rate != null) {
            rates.put(name, rate);
        }
    }
}
