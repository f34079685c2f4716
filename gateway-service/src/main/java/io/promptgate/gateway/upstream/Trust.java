package io.promptgate.gateway.upstream;

import io.promptgate.service.start.StartRefused;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates a provider may show: the platform's authorities and the operator's own. */
final class Trust {
    private Trust() {}

    /**
     * The platform's and those of a file.
     *
     * @param file certificates in PEM, one or more
     * @throws StartRefused when it can't be read or holds none
     */
    static TrustOptions with(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> own =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (own.isEmpty()) {
                throw new StartRefused(refused(file, "holds no certificate"));
            }
            return TrustOptions.wrap(both(own));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused(refused(file, "can't be read as certificates in PEM: " + e.getMessage()));
        }
    }

    private static String refused(Path file, String why) {
        return "promptgate.upstream.ca-file: " + file + " " + why;
    }

    private static TrustManager both(Collection<? extends Certificate> own)
            throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (X509Certificate certificate : x509(null).getAcceptedIssuers()) {
            all.setCertificateEntry("platform-" + number++, certificate);
        }
        for (Certificate certificate : own) {
            all.setCertificateEntry("own-" + number++, certificate);
        }
        return x509(all);
    }

    /** Of a store; null is the platform's. */
    private static X509TrustManager x509(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform has no X.509 trust"));
    }
}
