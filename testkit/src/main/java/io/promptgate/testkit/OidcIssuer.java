package io.promptgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An OpenID Connect issuer as far as a resource server sees one: discovery, keys, and RS256 access tokens. It can
 * rotate its keys, go away and come back on the same port, and mint what must be refused.
 */
public final class OidcIssuer implements AutoCloseable {
    /** What tokens are for, when nothing else is said. */
    public static final String AUDIENCE = "promptgate";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final int TOKEN_SECONDS = 300;

    private final int port;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpServer server;
    private volatile KeyPair keys;
    private volatile String keyId = "key-1";

    private OidcIssuer(int port) throws IOException {
        this.keys = newKeys();
        this.server = listen(port);
        this.port = server.getAddress().getPort();
    }

    /** An issuer on a free port of the loopback address. */
    public static OidcIssuer start() {
        try {
            return new OidcIssuer(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The issuer as its tokens name it. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A token for a subject with these claims beside the usual ones; a claim here replaces a usual one. */
    public String token(String subject, Map<String, Object> claims) {
        return sign(header("RS256", keyId), payload(subject, claims), keys);
    }

    /** A token of these roles in the claim {@code roles}. */
    public String token(String subject, String... roles) {
        return token(subject, Map.of("roles", List.of(roles)));
    }

    /** A token without a signature. */
    public String unsigned(String subject, Map<String, Object> claims) {
        return encode(header("none", keyId)) + "." + encode(payload(subject, claims)) + ".";
    }

    /** A token signed with HMAC, whose secret is the public key that everybody knows. */
    public String confused(String subject, Map<String, Object> claims) {
        String signed = encode(header("HS256", keyId)) + "." + encode(payload(subject, claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
            return signed + "." + URL.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that names the issuer's key and is signed with another. */
    public String forged(String subject, Map<String, Object> claims) {
        return sign(header("RS256", keyId), payload(subject, claims), newKeys());
    }

    /** From now on a new key of a new name signs, and the old one is not published any more. */
    public void rotate() {
        keys = newKeys();
        keyId = UUID.randomUUID().toString();
    }

    /** How often the keys were asked for. */
    public int keysAsked() {
        return asked.get();
    }

    /** Goes away: connections are refused. */
    public void stop() {
        server.stop(0);
    }

    /** Comes back on the same port. */
    public void restart() {
        try {
            server = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private HttpServer listen(int on) throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        fresh.createContext("/.well-known/openid-configuration", call -> answer(call, discovery()));
        fresh.createContext("/keys", call -> {
            asked.incrementAndGet();
            answer(call, Map.of("keys", List.of(publicKey())));
        });
        fresh.start();
        return fresh;
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", url(),
                "jwks_uri", url() + "/keys",
                "authorization_endpoint", url() + "/authorize",
                "token_endpoint", url() + "/token",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                keyId,
                "n",
                unsigned(key.getModulus()),
                "e",
                unsigned(key.getPublicExponent()));
    }

    private Map<String, Object> payload(String subject, Map<String, Object> claims) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("iss", url());
        payload.put("aud", AUDIENCE);
        payload.put("sub", subject);
        payload.put("iat", now);
        payload.put("exp", now + TOKEN_SECONDS);
        payload.putAll(claims);
        return payload;
    }

    private static Map<String, Object> header(String algorithm, String keyId) {
        return Map.of("alg", algorithm, "typ", "JWT", "kid", keyId);
    }

    private static String sign(Map<String, Object> header, Map<String, Object> payload, KeyPair with) {
        String signed = encode(header) + "." + encode(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, Object> part) {
        try {
            return URL.encodeToString(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("claims must be plain values", e);
        }
    }

    private static void answer(HttpExchange call, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    /** RFC 7518: big-endian without a sign. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        byte[] magnitude = new byte[bytes.length - from];
        System.arraycopy(bytes, from, magnitude, 0, magnitude.length);
        return URL.encodeToString(magnitude);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
