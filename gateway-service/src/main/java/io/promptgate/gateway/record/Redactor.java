package io.promptgate.gateway.record;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.Masked;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes known secrets out of what is kept or shown, by their value, wherever they stand. */
public final class Redactor {
    private static final String MARK = "[redacted]";

    private Redactor() {}

    /** The record without the secrets; the same object where there were none in it. */
    static RequestRecord redact(RequestRecord record, List<Masked> secrets) {
        String message = record.outcome().errorMessage();
        boolean clean = (message == null || message.equals(redact(message, secrets)))
                && isClean(record.requestBody(), secrets)
                && isClean(record.responseBody(), secrets);
        return clean
                ? record
                : with(
                        record,
                        redact(record.requestBody(), secrets),
                        redact(record.responseBody(), secrets),
                        message == null ? null : redact(message, secrets));
    }

    /** The text without the secrets. */
    public static String redact(String text, List<Masked> secrets) {
        String result = text;
        for (Masked secret : secrets) {
            result = result.replace(secret.reveal(), MARK);
        }
        return result;
    }

    /** The bytes without the secrets; the same array where there were none in it. */
    public static byte[] redact(byte[] bytes, List<Masked> secrets) {
        byte[] result = bytes;
        for (Masked secret : secrets) {
            result = replace(result, utf8(secret));
        }
        return result;
    }

    private static boolean isClean(@Nullable Body body, List<Masked> secrets) {
        if (body != null) {
            for (Masked secret : secrets) {
                if (find(body.bytes(), utf8(secret), 0) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static @Nullable Body redact(@Nullable Body body, List<Masked> secrets) {
        if (body == null) {
            return null;
        }
        byte[] clean = redact(body.bytes(), secrets);
        return body.json() ? Body.json(clean) : Body.text(clean, body.truncated());
    }

    private static byte[] utf8(Masked secret) {
        return secret.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replace(byte[] bytes, byte[] secret) {
        int at = find(bytes, secret, 0);
        if (at < 0) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        while (at >= 0) {
            out.write(bytes, from, at - from);
            out.writeBytes(MARK.getBytes(StandardCharsets.US_ASCII));
            from = at + secret.length;
            at = find(bytes, secret, from);
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    /** Compares the first and the last byte first: secrets share long beginnings with much that is none. */
    private static int find(byte[] bytes, byte[] secret, int from) {
        int last = secret.length - 1;
        if (last < 0) {
            return -1;
        }
        for (int i = from; i + last < bytes.length; i++) {
            if (bytes[i] == secret[0] && bytes[i + last] == secret[last] && isAt(bytes, secret, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] bytes, byte[] secret, int at) {
        for (int i = 1; i < secret.length; i++) {
            if (bytes[at + i] != secret[i]) {
                return false;
            }
        }
        return true;
    }

    private static RequestRecord with(
            RequestRecord record, @Nullable Body request, @Nullable Body response, @Nullable String message) {
        RequestRecord.Outcome outcome = record.outcome();
        return new RequestRecord(
                record.id(),
                record.parentId(),
                record.createdAt(),
                record.client(),
                record.asked(),
                record.served(),
                new RequestRecord.Outcome(outcome.httpStatus(), outcome.errorCode(), message, outcome.ended()),
                record.timing(),
                record.usage(),
                record.cost(),
                request,
                response);
    }
}
