package io.promptgate.gateway.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.UnsealException;
import io.promptgate.gateway.start.GatewaySettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The last configuration on disk, sealed with the master key, so that a gateway starts and serves while admin-service
 * is away. Replaced whole: after a crash the file is the old or the new one. Used by one thread at a time.
 */
@Singleton
public final class SnapshotFile {
    private static final Logger LOG = Logger.getLogger(SnapshotFile.class);
    private static final String CONTEXT = "snapshot";

    private final Path file;
    private final SecretBox box;

    public SnapshotFile(GatewaySettings settings, SecretBox box) {
        this.file = settings.stateDir().resolve("snapshot.sealed");
        this.box = box;
    }

    /** The configuration kept last; empty when there is none, or when it cannot be read, which the log then says. */
    public Optional<ConfigSnapshot> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] json = box.open(Files.readString(file, StandardCharsets.US_ASCII), CONTEXT);
            return Optional.of(Json.MAPPER.readValue(json, ConfigSnapshot.class));
        } catch (JsonProcessingException e) {
            LOG.errorf("the snapshot %s holds no configuration and is left aside: %s", file, e.getOriginalMessage());
        } catch (IOException | UnsealException e) {
            LOG.errorf("the snapshot %s cannot be read and is left aside: %s", file, e.getMessage());
        }
        return Optional.empty();
    }

    /** Keeps a configuration. A failure leaves the former one and is told in the log. */
    public void save(ConfigSnapshot snapshot) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling("snapshot.sealed.new");
            String sealed = box.seal(Json.MAPPER.writeValueAsBytes(snapshot), CONTEXT);
            write(next, sealed.getBytes(StandardCharsets.US_ASCII));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.errorf("the snapshot %s cannot be written: %s", file, e.getMessage());
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
