package io.promptgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A server's certificate for {@code localhost} and 127.0.0.1 that vouches for itself, as files in PEM.
 *
 * @param certificate also what a client has to trust
 * @param key readable by its owner alone, as PostgreSQL wants it
 */
public record ServerCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "password-of-a-test";
    private static final String ALIAS = "server";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Makes one, with the JDK's keytool, in a folder that exists. */
    public static ServerCertificate in(Path folder) {
        Path store = folder.resolve("server.p12");
        keytool(
                "-genkeypair -keyalg EC -groupname secp256r1 -validity 2 -dname CN=localhost -storetype PKCS12",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-alias",
                ALIAS,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = Objects.requireNonNull(keys.getKey(ALIAS, PASSWORD.toCharArray()));
            return new ServerCertificate(
                    write(
                            folder.resolve("server.crt"),
                            "CERTIFICATE",
                            keys.getCertificate(ALIAS).getEncoded()),
                    write(folder.resolve("server.key"), "PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String options, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String kind, byte[] der) throws IOException {
        String pem = "-----BEGIN " + kind + "-----\n" + BASE64.encodeToString(der) + "\n-----END " + kind + "-----\n";
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, pem);
    }
}
