package antipode.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A range of addresses: 10.0.0.0/8, fd00::/8.
record Network(byte[] first, int bits) {

    /// Written with its length, or as a single address.
    ///
    /// @throws IllegalArgumentException if it is neither
    static Network of(String text) {
        int slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        var address = literal.contains(":") || Target.DOTTED.matcher(literal).matches() ? InetAddress.ofLiteral(literal) : null;
        if (address == null) {
            throw new IllegalArgumentException(text);
        }
        var bytes = address.getAddress();
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException(text);
        }
        return new Network(bytes, bits);
    }

    static List<Network> of(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            if ((bytes[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// The IPv4 address that an IPv6 address carries within, from a byte on.
    static Inet4Address carried(InetAddress address, int from) {
        try {
            return (Inet4Address) InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
