package io.promptgate.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where the secrets of new tokens go: a JSON object on each line, in a file that nobody else may read. */
public record TokenFile(Path path) {

    /** Makes the file before anything is applied, so that no secret is lost to a path that cannot be written. */
    public void create() {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new Failure("the file for the tokens cannot be made, or is there already: " + path, e);
        }
    }

    public void write(JsonNode tokens) {
        String lines = StreamSupport.stream(tokens.spliterator(), false)
                .map(token -> token + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(path, lines, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure("the tokens were made, but not written to " + path + ": rotate them", e);
        }
    }
}
