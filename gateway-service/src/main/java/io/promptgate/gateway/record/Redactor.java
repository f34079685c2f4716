package io.promptgate.gateway.record;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.Masked;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes known secrets out of what is kept or shown, by their value, wherever they stand. */
public final class Redactor {
    private static final String MARK = "[redacted]";
    /** How much of a secret's beginning is worth hiding: providers' prefixes have three or four characters. */
    private static final int TELLING = 5;

    private Redactor() {}

    /** The record without the secrets; the same object where there were none in it. */
    static RequestRecord redact(RequestRecord record, List<Masked> secrets) {
        return isClean(record, secrets, needles(secrets)) ? record : redacted(record, secrets);
    }

    /** The text without the secrets. */
    public static String redact(String text, List<Masked> secrets) {
        String result = text;
        for (Masked secret : secrets) {
            result = secret.reveal().isEmpty() ? result : result.replace(secret.reveal(), MARK);
        }
        return result;
    }

    /** The bytes without the secrets; the same array where there were none in it. */
    public static byte[] redact(byte[] bytes, List<Masked> secrets) {
        byte[] result = bytes;
        for (Masked secret : secrets) {
            result = replace(result, Needle.of(secret));
        }
        return result;
    }

    private static List<Needle> needles(List<Masked> secrets) {
        List<Needle> needles = new ArrayList<>(secrets.size());
        for (Masked secret : secrets) {
            needles.add(Needle.of(secret));
        }
        return needles;
    }

    private static boolean isClean(RequestRecord record, List<Masked> secrets, List<Needle> needles) {
        return isClean(record.outcome().errorMessage(), secrets)
                && isClean(record.asked().requestedModel(), secrets)
                && isClean(record.served().model(), secrets)
                && isClean(record.client().clientRequestId(), secrets)
                && isClean(record.client().userAgent(), secrets)
                && isClean(record.requestBody(), needles)
                && isClean(record.responseBody(), needles);
    }

    private static boolean isClean(@Nullable String text, List<Masked> secrets) {
        if (text != null) {
            for (Masked secret : secrets) {
                if (!secret.reveal().isEmpty() && text.contains(secret.reveal())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isClean(@Nullable Body body, List<Needle> needles) {
        if (body != null) {
            for (Needle needle : needles) {
                boolean within = needle.in(body.bytes(), 0) >= 0;
                if (within || (body.truncated() && cutAt(body.bytes(), needle.bytes()) >= 0)) {
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
        if (body.json()) {
            return Body.json(clean);
        }
        for (Masked secret : secrets) {
            int cut = body.truncated() ? cutAt(clean, Needle.of(secret).bytes()) : -1;
            clean = cut < 0 ? clean : Arrays.copyOf(clean, cut);
        }
        return Body.text(clean, body.truncated());
    }

    /** Where the beginning of a secret stands at the end, because the rest was cut off; -1 where it does not. */
    private static int cutAt(byte[] bytes, byte[] secret) {
        for (int length = Math.min(bytes.length, secret.length - 1); length >= TELLING; length--) {
            if (Arrays.equals(bytes, bytes.length - length, bytes.length, secret, 0, length)) {
                return bytes.length - length;
            }
        }
        return -1;
    }

    private static byte[] replace(byte[] bytes, Needle secret) {
        int at = secret.in(bytes, 0);
        if (at < 0) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        while (at >= 0) {
            out.write(bytes, from, at - from);
            out.writeBytes(MARK.getBytes(StandardCharsets.US_ASCII));
            from = at + secret.bytes().length;
            at = secret.in(bytes, from);
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private static RequestRecord redacted(RequestRecord record, List<Masked> secrets) {
        RequestRecord.Client client = record.client();
        RequestRecord.Asked asked = record.asked();
        RequestRecord.Outcome outcome = record.outcome();
        return new RequestRecord(
                record.id(),
                record.parentId(),
                record.createdAt(),
                new RequestRecord.Client(
                        client.projectUuid(),
                        client.env(),
                        client.tokenId(),
                        client.tokenName(),
                        orNull(client.clientRequestId(), secrets),
                        client.clientIp(),
                        orNull(client.userAgent(), secrets)),
                new RequestRecord.Asked(
                        asked.surface(),
                        asked.endpointSlug(),
                        orNull(asked.requestedModel(), secrets),
                        asked.alias(),
                        asked.stream()),
                redacted(record.served(), secrets),
                new RequestRecord.Outcome(
                        outcome.httpStatus(),
                        outcome.errorCode(),
                        orNull(outcome.errorMessage(), secrets),
                        outcome.ended()),
                record.timing(),
                record.usage(),
                record.cost(),
                redact(record.requestBody(), secrets),
                redact(record.responseBody(), secrets));
    }

    private static RequestRecord.Served redacted(RequestRecord.Served served, List<Masked> secrets) {
        List<Attempt> attempts = served.attempts().stream()
                .map(attempt ->
                        attempt.named(attempt.provider(), redact(attempt.model(), secrets), attempt.errorCode()))
                .toList();
        return new RequestRecord.Served(
                served.provider(), orNull(served.model(), secrets), served.credentialId(), attempts, served.revision());
    }

    private static @Nullable String orNull(@Nullable String text, List<Masked> secrets) {
        return text == null ? null : redact(text, secrets);
    }
}
