package io.promptgate.deploy.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.deploy.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The network policies of one namespace, evaluated as Kubernetes documents it: a pod that no policy of a direction
 * selects is open in that direction, else what any of them allows is allowed, and a connection needs both ends.
 */
record Network(List<JsonNode> policies, Map<String, String> namespace) {

    boolean connects(Peer from, Peer to, String protocol, int port) {
        return allows("Egress", from, to, to, protocol, port) && allows("Ingress", to, from, to, protocol, port);
    }

    /** Whether the policies of the one end let it talk with the other. */
    private boolean allows(String direction, Peer end, Peer other, Peer target, String protocol, int port) {
        List<JsonNode> selecting = policies.stream()
                .filter(policy -> isOurs(end)
                        && Yaml.texts(policy.at("/spec/policyTypes")).contains(direction)
                        && Selector.matches(policy.at("/spec/podSelector"), end.labels()))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> rules(policy, direction))
                        .anyMatch(rule -> allowsPeer(peers(rule, direction), other)
                                && allowsPort(rule.path("ports"), target, protocol, port));
    }

    private static Stream<JsonNode> rules(JsonNode policy, String direction) {
        return Yaml.each(policy.path("spec").path(direction.equals("Egress") ? "egress" : "ingress"));
    }

    private static JsonNode peers(JsonNode rule, String direction) {
        return rule.path(direction.equals("Egress") ? "to" : "from");
    }

    /** No peers are all peers. */
    private boolean allowsPeer(JsonNode peers, Peer other) {
        return peers.isMissingNode() || Yaml.each(peers).anyMatch(peer -> isMeant(peer, other));
    }

    private boolean isMeant(JsonNode peer, Peer other) {
        if (peer.has("ipBlock")) {
            return other.address()
                    .filter(address -> isWithin(peer.path("ipBlock"), address))
                    .isPresent();
        }
        boolean namespaceMatches = peer.has("namespaceSelector")
                ? Selector.matches(peer.path("namespaceSelector"), other.namespace())
                : isOurs(other);
        return other.isPod()
                && namespaceMatches
                && (!peer.has("podSelector") || Selector.matches(peer.path("podSelector"), other.labels()));
    }

    private boolean isOurs(Peer peer) {
        return peer.isPod() && peer.namespace().equals(namespace);
    }

    private static boolean isWithin(JsonNode block, String address) {
        return Cidr.of(block.path("cidr").asText()).contains(address)
                && Yaml.texts(block.path("except")).stream()
                        .noneMatch(except -> Cidr.of(except).contains(address));
    }

    /** No ports are all ports. */
    private static boolean allowsPort(JsonNode ports, Peer target, String protocol, int port) {
        return ports.isMissingNode()
                || Yaml.each(ports)
                        .anyMatch(allowed ->
                                allowed.path("protocol").asText("TCP").equals(protocol)
                                        && number(allowed.path("port"), target) == port);
    }

    private static int number(JsonNode port, Peer target) {
        return port.isTextual() ? target.ports().getOrDefault(port.asText(), -1) : port.asInt();
    }
}
