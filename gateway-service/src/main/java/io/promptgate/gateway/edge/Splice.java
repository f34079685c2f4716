package io.promptgate.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replaces pieces of a byte array; all that is between them stays as it is. One object per body. */
public final class Splice {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Edit(int from, int to, byte[] with) {}

    private final byte[] source;
    private final List<Edit> edits = new ArrayList<>(4);

    public Splice(byte[] source) {
        this.source = source;
    }

    /** Puts something else in place of the bytes between two places. */
    public Splice replace(int from, int to, byte[] with) {
        edits.add(new Edit(from, to, with));
        return this;
    }

    public Splice replace(int from, int to, String with) {
        return replace(from, to, with.getBytes(StandardCharsets.UTF_8));
    }

    public Splice insert(int at, String what) {
        return replace(at, at, what);
    }

    public Splice remove(int from, int to) {
        return replace(from, to, "");
    }

    /** The edited bytes; the source itself where nothing was edited. Insertions at one place keep their order. */
    public byte[] bytes() {
        if (edits.isEmpty()) {
            return source;
        }
        // what is inserted where something is replaced or removed comes first
        edits.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to));
        int size = source.length;
        for (Edit edit : edits) {
            size += edit.with().length - (edit.to() - edit.from());
        }
        byte[] result = new byte[size];
        int read = 0;
        int written = 0;
        for (Edit edit : edits) {
            System.arraycopy(source, read, result, written, edit.from() - read);
            written += edit.from() - read;
            System.arraycopy(edit.with(), 0, result, written, edit.with().length);
            written += edit.with().length;
            read = edit.to();
        }
        System.arraycopy(source, read, result, written, source.length - read);
        return result;
    }
}
