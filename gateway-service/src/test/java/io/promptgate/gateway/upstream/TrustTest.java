package io.promptgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.service.start.StartRefused;
import io.promptgate.testkit.ServerCertificate;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    @TempDir
    Path folder;

    @Test
    void trustsThePlatformsAuthoritiesAndTheFiles() throws Exception {
        // Given
        ServerCertificate own = ServerCertificate.in(folder);

        // When
        List<String> issuers = issuers(own.certificate());

        // Then
        assertThat(issuers).contains("CN=localhost").hasSizeGreaterThan(50);
    }

    @Test
    void aFileThatIsMissingIsRefused() {
        assertThatThrownBy(() -> Trust.with(folder.resolve("nothing.pem")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("promptgate.upstream.ca-file")
                .hasMessageContaining("nothing.pem");
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("notes.pem"), "no certificate\n");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        // When, then
        assertThatThrownBy(() -> Trust.with(text)).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> Trust.with(empty))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("holds no certificate");
    }

    private static List<String> issuers(Path file) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            TrustManager[] managers = Objects.requireNonNull(Trust.with(file).getTrustManagerFactory(vertx))
                    .getTrustManagers();
            return Arrays.stream(((X509TrustManager) managers[0]).getAcceptedIssuers())
                    .map(issuer -> issuer.getSubjectX500Principal().getName())
                    .toList();
        } finally {
            vertx.close();
        }
    }
}
