package io.promptgate.gateway.record;

import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.event.Body;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decides what of a request's and a reply's body is kept: by the settings, or less where a project wants less. Immutable. */
@Singleton
public final class BodyKeeper {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final int MOST = Integer.MAX_VALUE / 4;
    private static final long HIGH = 0x8080808080808080L;

    private final Bodies policy;
    private final int cap;
    private final int overlap;

    @Inject
    public BodyKeeper(RecordSettings settings) {
        this(settings.bodies(), (int) Math.min(MOST, settings.bodyCap().asLongValue()), (int)
                Math.min(MOST, settings.overlap().asLongValue()));
    }

    private BodyKeeper(Bodies policy, int cap, int overlap) {
        this.policy = policy;
        this.cap = cap;
        this.overlap = overlap;
    }

    /** The same for a project. */
    public BodyKeeper of(Logging project) {
        Bodies wished = project.bodies();
        Integer wishedCap = project.bodyCapBytes();
        if (wished == null && wishedCap == null) {
            return this;
        }
        return new BodyKeeper(
                wished == null ? policy : policy.atMost(wished),
                wishedCap == null ? cap : Math.min(cap, wishedCap),
                overlap);
    }

    /** Whether a body may be wanted at the request's end; if not, none need be gathered. */
    public boolean gathers() {
        return policy != Bodies.NONE;
    }

    /** How much of a body need be gathered: one byte more than is kept, so that the cut is known. */
    public int gatherLimit() {
        return cap + overlap + 1;
    }

    /** How much of a body is kept in the end; what a kept body has beyond is for {@link Redaction} and is cut off then. */
    public int cap() {
        return cap;
    }

    /** A body that is JSON, as kept. */
    public @Nullable Body json(byte @Nullable [] bytes, boolean failed) {
        if (!wanted(failed) || bytes == null) {
            return null;
        }
        return bytes.length > cap ? text(bytes) : Body.json(onOneLine(bytes));
    }

    /** A body of any other kind, as kept. */
    public @Nullable Body text(@Nullable Buffer gathered, boolean failed) {
        return wanted(failed) && gathered != null ? text(gathered.getBytes()) : null;
    }

    private boolean wanted(boolean failed) {
        return switch (policy) {
            case FULL -> true;
            case ERRORS -> failed;
            case NONE -> false;
        };
    }

    private Body text(byte[] bytes) {
        return bytes.length > cap
                ? Body.text(Arrays.copyOf(bytes, wholeCharacters(bytes, cap + overlap)), true)
                : Body.text(bytes, false);
    }

    /** Where to cut so that no UTF-8 character is cut through: at a length or before, or where the bytes end. */
    static int wholeCharacters(byte[] bytes, int length) {
        if (length >= bytes.length) {
            return bytes.length;
        }
        int end = length;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /** Line breaks between JSON's tokens become spaces; within strings JSON has none (RFC 8259, 7). */
    private static byte[] onOneLine(byte[] json) {
        int at = lineBreak(json, 0);
        if (at == json.length) {
            return json;
        }
        byte[] result = json.clone();
        while (at < result.length) {
            result[at] = ' ';
            at = lineBreak(result, at + 1);
        }
        return result;
    }

    private static int lineBreak(byte[] json, int from) {
        int at = from;
        while (at + Long.BYTES <= json.length && !hasLineBreak((long) WORD.get(json, at))) {
            at += Long.BYTES;
        }
        while (at < json.length && json[at] != '\n' && json[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Whether one of eight bytes is a line break: the usual test for a zero byte, after a XOR with what is sought. */
    private static boolean hasLineBreak(long word) {
        long lf = word ^ ('\n' * ONES);
        long cr = word ^ ('\r' * ONES);
        return ((((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGH) != 0;
    }
}
