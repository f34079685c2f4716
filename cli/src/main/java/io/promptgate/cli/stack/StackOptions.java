package io.promptgate.cli.stack;

import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.StateDir;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is asked of a start.
 *
 * @param home the repository's folder, where the programs are
 * @param compiled whether the native programs are to run
 * @param host the address that the three services listen on
 * @param environment the operator's
 */
public record StackOptions(
        Path home,
        boolean compiled,
        StateDir state,
        String host,
        Ports ports,
        boolean demo,
        Map<String, String> environment) {}
