package io.promptgate.bench;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way from the client to the provider.
 *
 * @param address where a chat for this upstream is posted
 * @param processes whose CPU and memory count as its own for this upstream
 * @param gateway where it is one: each request then becomes a record in logs-service
 */
record Target(
        String name,
        Function<Upstream, URI> address,
        Function<Upstream, ProcessTree> processes,
        @Nullable Gateway gateway) {

    boolean isGateway() {
        return gateway != null;
    }

    /** Waits until nothing of what was asked of it is left to do, within a bound. */
    void settle() throws InterruptedException {
        if (gateway != null) {
            gateway.awaitShipped();
        }
    }

    /** Records that it has dropped so far. */
    long dropped() throws InterruptedException {
        return gateway == null ? 0 : gateway.dropped();
    }
}
