package io.promptgate.bench;

import io.promptgate.testkit.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nginx in its two parts: the fastest provider there is, and the proxy that the gateway is compared with. */
final class Nginx {
    static final String PACKAGE = "nginx-light";

    private Nginx() {}

    /** A provider that answers at once. */
    static Program stub(Path folder, Cleanup cleanup) throws IOException, InterruptedException {
        int port = FreePorts.one();
        String reply = new String(Payload.reply(Upstream.INSTANT), StandardCharsets.US_ASCII);
        String configuration = filled("nginx-stub.conf", Map.of("PORT", port, "REPLY", reply));
        return start(folder.resolve("nginx-stub"), configuration, port, cleanup);
    }

    /** A proxy before both stubs, with one worker. */
    static Program proxy(Path folder, int instant, int slow, Cleanup cleanup) throws IOException, InterruptedException {
        int port = FreePorts.one();
        String configuration = filled("nginx-proxy.conf", Map.of("PORT", port, "INSTANT", instant, "SLOW", slow));
        return start(folder.resolve("nginx-proxy"), configuration, port, cleanup);
    }

    private static String filled(String resource, Map<String, Object> values) throws IOException {
        String text = Resource.text(resource);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return text;
    }

    private static Program start(Path folder, String configuration, int port, Cleanup cleanup)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder).toAbsolutePath();
        Path file = Files.writeString(home.resolve("nginx.conf"), configuration);
        List<String> command = List.of(
                Program.find("nginx", PACKAGE), "-p", home.toString(), "-c", file.toString(), "-g", "daemon off;");
        return Program.start(command, port, home.resolve("nginx.log"), cleanup);
    }
}
