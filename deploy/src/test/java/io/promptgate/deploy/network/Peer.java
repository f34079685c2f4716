package io.promptgate.deploy.network;

import java.util.Map;
import java.util.Optional;

/**
 * One end of a connection: a pod, or an address outside the cluster.
 *
 * @param namespace the namespace's labels; empty for an address
 * @param labels the pod's labels
 * @param ports the pod's named ports
 * @param address where there is no pod
 */
record Peer(
        Map<String, String> namespace,
        Map<String, String> labels,
        Map<String, Integer> ports,
        Optional<String> address) {

    static Peer pod(Map<String, String> namespace, Map<String, String> labels, Map<String, Integer> ports) {
        return new Peer(namespace, labels, ports, Optional.empty());
    }

    static Peer at(String address) {
        return new Peer(Map.of(), Map.of(), Map.of(), Optional.of(address));
    }

    boolean isPod() {
        return address.isEmpty();
    }
}
