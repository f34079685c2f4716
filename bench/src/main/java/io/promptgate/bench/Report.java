package io.promptgate.bench;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * All of one run.
 *
 * @param verdicts one line for each bar
 */
record Report(MachineFacts machine, List<Row> rows, List<String> verdicts, Books books) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    Report {
        rows = List.copyOf(rows);
        verdicts = List.copyOf(verdicts);
    }

    /** Writes both forms into the folder and gives the path without its ending. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = "bench-" + NAME.format(machine.at());
        ObjectWriter json = Json.MAPPER.writerWithDefaultPrettyPrinter();
        Files.write(folder.resolve(name + ".json"), json.writeValueAsBytes(this));
        Files.writeString(folder.resolve(name + ".md"), Table.of(this));
        return folder.resolve(name);
    }
}
