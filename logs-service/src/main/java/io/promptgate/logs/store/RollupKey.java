package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What figures are kept apart by. Names are as the table of requests keeps them, cut to their first characters. */
record RollupKey(
        UUID project,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String alias,
        @Nullable UUID tokenId,
        @Nullable String tokenName,
        @Nullable String endpoint) {

    static RollupKey of(RequestRecord record) {
        return new RollupKey(
                record.client().projectUuid(),
                name(record.served().provider()),
                name(record.served().model()),
                name(record.asked().alias()),
                record.client().tokenId(),
                name(record.client().tokenName()),
                name(record.asked().endpointSlug()));
    }

    /** The key's id, as {@code logs.rollup_key_id} computes it. */
    UUID id() {
        String parts = project
                + part(provider)
                + part(model)
                + part(alias)
                + (tokenId == null ? "-" : tokenId)
                + part(tokenName)
                + part(endpoint);
        ByteBuffer digest = ByteBuffer.wrap(md5().digest(parts.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static @Nullable String name(@Nullable String text) {
        return StoredText.cut(text, StoredText.NAME);
    }

    private static String part(@Nullable String text) {
        return text == null ? "-" : text.codePointCount(0, text.length()) + ":" + text;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
