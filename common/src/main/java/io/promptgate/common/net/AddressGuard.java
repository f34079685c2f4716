package io.promptgate.common.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps calls away from the service's own network: loopback, private, link-local (with the clouds' metadata service),
 * unique-local and multicast addresses are refused unless the operator names the host or its range. Judged by the
 * address that a connection has really been made to, so that no spelling and no DNS answer gets round it. Immutable.
 */
public final class AddressGuard {
    private static final int IPV6_BYTES = 16;
    private static final List<AddressRange> CLOSED = ranges(
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

    private final List<AddressRange> open = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();

    /**
     * A guard with the operator's exceptions.
     *
     * @param allowed host names, addresses and CIDR ranges
     * @throws IllegalArgumentException when a range cannot be read; the message names it
     */
    public AddressGuard(List<String> allowed) {
        for (String entry : allowed) {
            String trimmed = entry.strip().toLowerCase(Locale.ROOT);
            if (trimmed.contains("/") || IpLiteral.find(trimmed).isPresent()) {
                open.add(AddressRange.parse(trimmed));
            } else if (!trimmed.isEmpty()) {
                hosts.add(trimmed);
            }
        }
    }

    /**
     * Whether a call to this host may use a connection to this address.
     *
     * @param host as the base URL names it
     */
    public boolean allows(String host, InetAddress address) {
        InetAddress judged = unmapped(address);
        return !within(CLOSED, judged) || within(open, judged) || names(host);
    }

    /** Whether the operator names this host, whatever its addresses are. */
    public boolean names(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
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

    private static boolean within(List<AddressRange> ranges, InetAddress address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::parse).toList();
    }
}
