package io.promptgate.admin.publish;

import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * How far a revision has come.
 *
 * @param live how many gateways are live
 * @param lagging the names of those that do not serve it yet
 */
record Spread(long revision, int live, List<String> lagging) {
    Spread {
        lagging = List.copyOf(lagging);
    }

    static Spread of(long revision, List<Replica> replicas) {
        List<String> lagging = replicas.stream()
                .filter(replica -> replica.revision() < revision)
                .map(Replica::name)
                .toList();
        return new Spread(revision, replicas.size(), lagging);
    }

    boolean isWhole() {
        return lagging.isEmpty();
    }

    void tell(Response.ResponseBuilder response) {
        response.header("x-promptgate-applied", (live - lagging.size()) + "/" + live);
        if (!lagging.isEmpty()) {
            response.header("x-promptgate-lagging", String.join(",", lagging));
        }
    }
}
