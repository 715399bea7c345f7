package dev.makegood.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses, such as {@code 10.0.0.0/8}. */
record Network(InetAddress first, int bits) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if that is none
     */
    static Network of(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9.]+|[0-9a-fA-F:.]+") || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("Not a network: " + text);
        }
        try {
            // A literal: nobody is asked.
            var network = new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            if (network.bits > network.first.getAddress().length * Byte.SIZE) {
                throw new IllegalArgumentException("Not a network: " + text);
            }
            return network;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not a network: " + text, e);
        }
    }

    /** Whether this address is one of them. */
    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] its = address.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest);
        return Arrays.equals(mine, 0, whole, its, 0, whole)
                && (rest == 0 || (mine[whole] & mask) == (its[whole] & mask));
    }
}
