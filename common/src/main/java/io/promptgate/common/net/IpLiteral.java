package io.promptgate.common.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as numbers. Nothing here asks a name server. */
public final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    /** A last label that a resolver may take for a number (WHATWG URL, "ends in a number checker"). */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private IpLiteral() {}

    /** The address in its plain spelling: four decimal numbers, or IPv6 with or without brackets and without a zone. */
    public static Optional<InetAddress> find(String host) {
        if (V4.matcher(host).matches()) {
            return Optional.of(Inet4Address.ofLiteral(host));
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') < 0 || !V6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Inet6Address.ofLiteral(bare));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether a host is an address in a spelling that programs read differently, such as {@code 2130706433},
     * {@code 0x7f.1}, {@code 0177.0.0.1} or {@code 127.1}: to one it is a name, to another 127.0.0.1.
     */
    public static boolean isOdd(String host) {
        return find(host).isEmpty()
                && (host.indexOf(':') >= 0 || ENDS_IN_A_NUMBER.matcher(host).matches());
    }
}
