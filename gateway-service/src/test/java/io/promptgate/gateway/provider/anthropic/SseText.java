package io.promptgate.gateway.provider.anthropic;

import io.promptgate.gateway.provider.SseEvent;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream on disk, of simple lines, into its events. */
final class SseText {
    private SseText() {}

    static List<SseEvent> events(String stream) {
        List<SseEvent> events = new ArrayList<>();
        for (String event : stream.split("\n\n", -1)) {
            if (!event.isEmpty()) {
                events.add(event(event));
            }
        }
        return events;
    }

    private static SseEvent event(String text) {
        String name = "";
        String data = "";
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            }
        }
        return new SseEvent(Samples.bytes(text + "\n\n"), name, Samples.bytes(data));
    }
}
