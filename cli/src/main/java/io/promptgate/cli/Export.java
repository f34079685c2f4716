package io.promptgate.cli;

import io.promptgate.cli.config.ConfigApi;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the configuration as a document. */
@Command(
        name = "export",
        description = "Writes the configuration as a document, without secrets.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 1)
final class Export implements Runnable {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = ConfigOptions.STDIN,
            description = "where to; standard output when left out")
    private String file = ConfigOptions.STDIN;

    @Option(names = "--json", description = "JSON instead of YAML")
    private boolean json;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    private final Terminal terminal;
    private final Surroundings around;

    Export(Terminal terminal, Surroundings around) {
        this.terminal = terminal;
        this.around = around;
    }

    @Override
    public void run() {
        try (ConfigApi api = new ConfigApi(options.service(around.environment()))) {
            String document = api.export(json);
            if (file.equals(ConfigOptions.STDIN)) {
                terminal.say(document.stripTrailing());
            } else {
                write(document);
            }
        }
    }

    private void write(String document) {
        try {
            Files.writeString(Path.of(file), document);
        } catch (IOException e) {
            throw new Failure("the document cannot be written to " + file, e);
        }
    }
}
