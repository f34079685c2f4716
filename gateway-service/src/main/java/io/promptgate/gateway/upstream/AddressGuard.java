package io.promptgate.gateway.upstream;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps calls away from the gateway's own network: loopback, private, link-local (with the clouds' metadata service),
 * unique-local and multicast addresses are refused unless the operator names the host or its range. Judged by the
 * address that a connection has really been made to, so that no spelling and no DNS answer gets round it. Immutable.
 */
public final class AddressGuard {
    private static final List<String> CLOSED_RANGES = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "::/127",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8",
            "64:ff9b::/96");

    private final List<IpSubnetFilterRule> closed = rules(CLOSED_RANGES);
    private final List<IpSubnetFilterRule> open;
    private final Set<String> hosts = new HashSet<>();

    /**
     * A guard with the operator's exceptions.
     *
     * @param allowed host names, addresses and CIDR ranges
     * @throws IllegalArgumentException when a range cannot be read
     */
    public AddressGuard(List<String> allowed) {
        List<String> ranges = new ArrayList<>();
        for (String entry : allowed) {
            String trimmed = entry.strip().toLowerCase(Locale.ROOT);
            if (trimmed.contains("/")) {
                ranges.add(trimmed);
            } else if (!trimmed.isEmpty()) {
                hosts.add(trimmed);
            }
        }
        this.open = rules(ranges);
    }

    /**
     * Whether a call to this host may use a connection to this address.
     *
     * @param host as the base URL names it
     */
    public boolean allows(String host, InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(unmapped(address), 0);
        return !matches(closed, socket)
                || matches(open, socket)
                || hosts.contains(host.toLowerCase(Locale.ROOT))
                || hosts.contains(address.getHostAddress());
    }

    /** An IPv4 address in IPv6's clothes is judged as what it is (RFC 4291, 2.5.5). */
    private static InetAddress unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        for (int i = 0; i < 12; i++) {
            if (bytes[i] != (i < 10 ? 0 : (byte) 0xFF)) {
                return address;
            }
        }
        try {
            return InetAddress.getByAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean matches(List<IpSubnetFilterRule> rules, InetSocketAddress address) {
        for (IpSubnetFilterRule rule : rules) {
            if (rule.matches(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<IpSubnetFilterRule> rules(List<String> ranges) {
        return ranges.stream().map(AddressGuard::rule).toList();
    }

    private static IpSubnetFilterRule rule(String range) {
        int slash = range.indexOf('/');
        try {
            return new IpSubnetFilterRule(
                    range.substring(0, slash), Integer.parseInt(range.substring(slash + 1)), IpFilterRuleType.ACCEPT);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "'" + range + "' in promptgate.upstream.allow is no CIDR range such as 10.0.0.0/8", e);
        }
    }
}
