package io.promptgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What the figures were taken on. */
record MachineFacts(Instant at, int cores, String cpu, String kernel, String jdk, String nginx, String wrk) {

    static MachineFacts collect() {
        return new MachineFacts(
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                cpuName(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.version"),
                firstLine(Program.find("nginx", Nginx.PACKAGE), "-v"),
                firstLine(Program.find("wrk", WrkLoad.PACKAGE), "-v"));
    }

    private static String cpuName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String firstLine(String program, String argument) {
        try {
            Process process = new ProcessBuilder(List.of(program, argument))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                return line == null ? "unknown" : line.strip();
            }
        } catch (IOException _) {
            return "unknown";
        }
    }
}
