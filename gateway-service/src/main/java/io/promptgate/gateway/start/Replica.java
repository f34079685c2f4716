package io.promptgate.gateway.start;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This gateway's name among the replicas: as set, else the host's name and the port. */
@Singleton
public final class Replica {
    private final String name;

    public Replica(GatewaySettings settings, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.name = settings.replicaId().orElseGet(() -> hostName() + ":" + port);
    }

    public String name() {
        return name;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "gateway";
        }
    }
}
