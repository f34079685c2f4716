package io.promptgate.gateway.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What ties a gateway to the rest of the suite. */
@ConfigMapping(prefix = "promptgate")
public interface GatewaySettings {

    /** 32 bytes in base64; opens credentials and seals the snapshot on disk. No default: the start is refused. */
    Optional<String> masterKey();

    /** A file with the master key, in its place. Default: none. */
    Optional<Path> masterKeyFile();

    /** A file with the former master keys, one on each line, in their place. Default: none. */
    Optional<Path> formerMasterKeysFile();

    /** Keys that still open what they sealed, in base64. Default: none. */
    Optional<List<String>> formerMasterKeys();

    /** What the services show each other on {@code /internal/v1}; at least 16 characters. No default. */
    Optional<String> serviceKey();

    /** Where admin-service is. */
    @WithDefault("http://127.0.0.1:8081")
    URI adminUrl();

    /** Where logs-service is. */
    @WithDefault("http://127.0.0.1:8082")
    URI logsUrl();

    /** The folder of the sealed snapshot and of the spool, of this gateway alone; made when it is not there. */
    @WithDefault(".promptgate/gateway")
    Path stateDir();

    /** The gateway's name towards admin-service, stable over restarts. Default: host name and port. */
    Optional<String> replicaId();

    /** Whether the log is written as lines of JSON; read where the log is set up. */
    @WithName("log.json")
    @WithDefault("false")
    boolean logAsJson();
}
