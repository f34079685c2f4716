package io.promptgate.gateway.record;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to: the client's own where it sent a {@code traceparent} (W3C Trace Context 1), else
 * one that has the request's id.
 *
 * @param traceId 32 hex digits
 * @param spanId of the client's span, 16 hex digits; null where it sent none
 * @param sampled whether the client wants the trace recorded
 */
record TraceParent(String traceId, @Nullable String spanId, boolean sampled) {
    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    static TraceParent of(@Nullable String header, UUID request) {
        if (header == null || !isValid(header)) {
            return new TraceParent(request.toString().replace("-", ""), null, true);
        }
        boolean sampled = (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
        return new TraceParent(header.substring(TRACE, SPAN - 1), header.substring(SPAN, FLAGS - 1), sampled);
    }

    /** As a header that names another span of the trace. */
    String header(String span) {
        return "00-" + traceId + "-" + span + (sampled ? "-01" : "-00");
    }

    /** The id of the request's own span, and of its attempts'. */
    static String span(UUID request, int number) {
        return HexFormat.of().toHexDigits(request.getLeastSignificantBits() + number);
    }

    /** Version 00 is this long; a later one may go on behind a dash. */
    private static boolean isValid(String header) {
        boolean longer = header.length() > LENGTH && header.charAt(LENGTH) == '-' && !header.startsWith("00");
        return (header.length() == LENGTH || longer)
                && header.charAt(2) == '-'
                && header.charAt(SPAN - 1) == '-'
                && header.charAt(FLAGS - 1) == '-'
                && isHex(header, 0, 2)
                && !header.startsWith("ff")
                && isHex(header, TRACE, SPAN - 1)
                && isHex(header, SPAN, FLAGS - 1)
                && isHex(header, FLAGS, LENGTH)
                && !isZero(header, TRACE, SPAN - 1)
                && !isZero(header, SPAN, FLAGS - 1);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
