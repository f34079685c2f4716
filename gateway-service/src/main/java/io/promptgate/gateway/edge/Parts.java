package io.promptgate.gateway.edge;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Bytes that come in parts, most often in one: then they are copied once. */
public final class Parts {
    private @Nullable Buffer all;
    private boolean own;

    public void add(Buffer part) {
        Buffer sofar = all;
        if (sofar == null) {
            all = part;
            return;
        }
        if (!own) {
            sofar = sofar.copy();
            all = sofar;
            own = true;
        }
        sofar.appendBuffer(part);
    }

    public int length() {
        return all == null ? 0 : all.length();
    }

    /** All of it; a copy. */
    public byte[] bytes() {
        return all == null ? new byte[0] : all.getBytes();
    }
}
