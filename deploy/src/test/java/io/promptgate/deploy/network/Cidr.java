package io.promptgate.deploy.network;

import java.math.BigInteger;
import java.net.InetAddress;

/** A range of addresses. */
final class Cidr {
    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    static Cidr of(String text) {
        int slash = text.indexOf('/');
        return new Cidr(bytes(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(String address) {
        byte[] bytes = bytes(address);
        int rest = bytes.length * Byte.SIZE - bits;
        return bytes.length == network.length
                && new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, network).shiftRight(rest));
    }

    private static byte[] bytes(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
