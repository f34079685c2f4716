package io.promptgate.common.net;

import java.net.InetAddress;

/** A range of addresses of one family, such as {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable. */
public final class AddressRange {
    private final byte[] base;
    private final int bits;

    private AddressRange(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /**
     * Reads a range, or a single address as a range of its own.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address =
                IpLiteral.find(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> noRange(text));
        byte[] base = address.getAddress();
        int all = base.length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(text, text.substring(slash + 1));
        if (bits > all) {
            throw noRange(text);
        }
        return new AddressRange(base, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != base.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
            if (((bytes[bit / Byte.SIZE] ^ base[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String range, String digits) {
        if (!digits.matches("[0-9]{1,3}")) {
            throw noRange(range);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException noRange(String text) {
        return new IllegalArgumentException("'" + text + "' is no CIDR range such as 10.0.0.0/8");
    }
}
