package io.promptgate.common.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D, 96-bit random nonce, 128-bit tag). A sealed text names the key that
 * sealed it, so that old keys still read while a new one seals, and is bound to its context (a row's id): moved to
 * another row it does not open. Thread-safe.
 *
 * <p>Form: {@code v1.<key id>.<base64url of nonce and ciphertext>}.
 */
public final class SecretBox {
    private static final String VERSION = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final String activeKeyId;

    private SecretBox(Masked active, List<Masked> former) {
        former.forEach(this::add);
        this.activeKeyId = add(active);
    }

    /**
     * A box with its keys.
     *
     * @param active seals and opens
     * @param former only open
     * @throws IllegalArgumentException when a key is not 32 bytes in base64
     */
    public static SecretBox of(Masked active, List<Masked> former) {
        return new SecretBox(active, former);
    }

    /** A new master key: 32 random bytes in base64. */
    public static Masked newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Masked.of(Base64.getEncoder().encodeToString(key));
    }

    /** The id of the key that seals: the first eight hex digits of the key's SHA-256. */
    public String activeKeyId() {
        return activeKeyId;
    }

    /** The id of the key that sealed a text; empty when the text is no sealed secret. */
    public static String keyIdOf(String sealed) {
        String[] parts = sealed.split("\\.", -1);
        return parts.length == 3 && parts[0].equals(VERSION) ? parts[1] : "";
    }

    /**
     * Seals a secret with the active key.
     *
     * @param context what the secret belongs to; the same must be given to {@link #open}
     */
    public String seal(byte[] secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, activeKeyId, nonce, context).doFinal(secret);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, both, NONCE_BYTES, ciphertext.length);
            return VERSION
                    + '.'
                    + activeKeyId
                    + '.'
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    public String seal(Masked secret, String context) {
        return seal(secret.reveal().getBytes(StandardCharsets.UTF_8), context);
    }

    /**
     * Opens a sealed secret.
     *
     * @throws UnsealException when the text is damaged, of another context, or sealed with an unknown key
     */
    public byte[] open(String sealed, String context) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new UnsealException("not a sealed secret of a known version");
        }
        if (!keys.containsKey(parts[1])) {
            throw new UnsealException("sealed with the key " + parts[1] + ", which is not configured");
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, parts[1], nonce, context)
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnsealException("damaged, or sealed for something else");
        }
    }

    public Masked openText(String sealed, String context) {
        return Masked.of(new String(open(sealed, context), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SecretBox[" + activeKeyId + "]";
    }

    private String add(Masked base64) {
        byte[] key = decode(base64);
        String id = keyId(key);
        keys.put(id, new SecretKeySpec(key, "AES"));
        return id;
    }

    private static byte[] decode(Masked base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.reveal().strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a master key is 32 bytes in base64; this one is not base64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key is 32 bytes in base64; this one has " + key.length);
        }
        return key;
    }

    private static String keyId(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
