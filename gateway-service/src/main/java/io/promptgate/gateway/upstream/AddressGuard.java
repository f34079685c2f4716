package io.promptgate.gateway.upstream;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.promptgate.service.start.StartRefused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int IPV6_BYTES = 16;
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
            "::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");
    /** How addresses of IPv4 look to IPv6 (RFC 4291, 2.5.5.2) and behind NAT64 (RFC 6052, 2.1). */
    private static final List<byte[]> PREFIXES_OF_IPV4 = List.of(
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1},
            new byte[] {0, 0x64, -1, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0});

    private final List<IpSubnetFilterRule> closed = rules(CLOSED_RANGES);
    private final List<IpSubnetFilterRule> open;
    private final Set<String> hosts = new HashSet<>();

    /**
     * A guard with the operator's exceptions.
     *
     * @param allowed host names, addresses and CIDR ranges
     * @throws StartRefused when a range cannot be read
     */
    public AddressGuard(List<String> allowed) {
        List<String> ranges = new ArrayList<>();
        for (String entry : allowed) {
            String trimmed = entry.strip().toLowerCase(Locale.ROOT);
            if (trimmed.contains("/")) {
                ranges.add(trimmed);
            } else if (NetUtil.isValidIpV4Address(trimmed)) {
                ranges.add(trimmed + "/32");
            } else if (NetUtil.isValidIpV6Address(trimmed)) {
                ranges.add(trimmed + "/128");
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
        return !matches(closed, socket) || matches(open, socket) || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** An IPv4 address in IPv6's clothes is judged as what it is. */
    private static InetAddress unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (byte[] prefix : PREFIXES_OF_IPV4) {
            if (bytes.length == IPV6_BYTES && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
                return address(Arrays.copyOfRange(bytes, prefix.length, IPV6_BYTES));
            }
        }
        return address;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
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
        String address = range.substring(0, slash);
        try {
            if (NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address)) {
                return new IpSubnetFilterRule(
                        address, Integer.parseInt(range.substring(slash + 1)), IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw new StartRefused("'" + range + "' in promptgate.upstream.allow is no CIDR range such as 10.0.0.0/8");
    }
}
