package io.promptgate.common.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token or key: what is stored and looked up instead of the secret. Tokens carry 256 random bits, so
 * a plain hash is enough; lookup is by the hash of the whole token, and no secret is ever compared.
 */
public record TokenHash(long a, long b, long c, long d) {
    private static final HexFormat HEX = HexFormat.of();

    /** Hashes the whole secret, prefix included. */
    public static TokenHash of(String secret) {
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
        return new TokenHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /**
     * Reads a hash as {@link #hex} writes it.
     *
     * @throws IllegalArgumentException when the text is not 64 hex digits
     */
    @JsonCreator
    public static TokenHash parse(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a token hash is 64 hex digits, not " + hex.length());
        }
        ByteBuffer digest = ByteBuffer.wrap(HEX.parseHex(hex));
        return new TokenHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** 64 lower-case hex digits. */
    @JsonValue
    public String hex() {
        return HEX.toHexDigits(a) + HEX.toHexDigits(b) + HEX.toHexDigits(c) + HEX.toHexDigits(d);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
