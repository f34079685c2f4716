package io.promptgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One kind of traffic.
 *
 * @param clients connections that each send one request behind the other
 */
record Lane(Kind kind, Upstream upstream, int clients) {
    /** At which the bars are set. */
    static final int BAR_CLIENTS = 64;

    private static final List<Integer> PLAIN_CLIENTS = List.of(1, BAR_CLIENTS, 512);

    /** Whole replies or streams. */
    enum Kind {
        PLAIN,
        SSE
    }

    /** The lanes of these kinds, in the order in which they are run. */
    static List<Lane> of(Set<Kind> kinds) {
        List<Lane> lanes = new ArrayList<>();
        if (kinds.contains(Kind.PLAIN)) {
            PLAIN_CLIENTS.forEach(clients -> lanes.add(new Lane(Kind.PLAIN, Upstream.INSTANT, clients)));
            PLAIN_CLIENTS.forEach(clients -> lanes.add(new Lane(Kind.PLAIN, Upstream.DELAYED, clients)));
        }
        if (kinds.contains(Kind.SSE)) {
            lanes.add(new Lane(Kind.SSE, Upstream.STREAMED, BAR_CLIENTS));
        }
        return lanes;
    }

    String title() {
        String what = kind == Kind.PLAIN ? "plain, " + upstream.alias() : "sse";
        return what + ", c=" + clients;
    }
}
