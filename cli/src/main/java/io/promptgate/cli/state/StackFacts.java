package io.promptgate.cli.state;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last start of a stack was, for the commands that come after it.
 *
 * @param host the address that the three services listen on
 * @param demo whether the mock providers ran
 * @param embedded whether the database was the embedded one
 * @param adminKey the admin key that it was started with
 */
public record StackFacts(String host, Ports ports, boolean demo, boolean embedded, Masked adminKey) {

    /** The facts of the last start, if there was one. */
    public static Optional<StackFacts> read(EnvFile file) {
        Map<String, String> lines = file.read();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StackFacts(
                    need(lines, "HOST"),
                    new Ports(Integer.parseInt(need(lines, "PORT_BASE"))),
                    Boolean.parseBoolean(need(lines, "DEMO")),
                    Boolean.parseBoolean(need(lines, "EMBEDDED_DATABASE")),
                    Masked.of(need(lines, "PG_ADMIN_KEY"))));
        } catch (IllegalArgumentException e) {
            throw new Failure(file + " is damaged: " + e.getMessage(), e);
        }
    }

    public void write(EnvFile file) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("HOST", host);
        lines.put("PORT_BASE", Integer.toString(ports.base()));
        lines.put("DEMO", Boolean.toString(demo));
        lines.put("EMBEDDED_DATABASE", Boolean.toString(embedded));
        lines.put("PG_ADMIN_KEY", adminKey.reveal());
        file.write(lines);
    }

    public String gatewayUrl() {
        return url(ports.gateway());
    }

    public String adminUrl() {
        return url(ports.admin());
    }

    public String logsUrl() {
        return url(ports.logs());
    }

    /** Where to reach what listens on {@link #host}: a wildcard is no address to call. */
    private String url(int port) {
        return switch (host) {
            case "0.0.0.0" -> "http://127.0.0.1:" + port;
            case "::", "[::]" -> "http://[::1]:" + port;
            default -> "http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
        };
    }

    private static String need(Map<String, String> lines, String name) {
        String value = lines.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
