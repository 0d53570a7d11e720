package antipode.outgoing;

import antipode.outgoing.OutgoingFailure.Why;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which addresses a request may go to: those of the public network, and what an administrator allows besides. Where a
/// cloud tells its machines their secrets, nobody may go.
record Reach(List<Network> allowed, Set<String> allowedHosts) {

    /// Special addresses of IPv4, as IANA lists them.
    private static final List<Network> INSIDE_4 = Network.of(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4");

    /// The part of IPv6 that is handed out; everything else is special.
    private static final Network PUBLIC_6 = Network.of("2000::/3");

    private static final List<Network> INSIDE_6 = Network.of("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network MAPPED = Network.of("::/80");

    /// Never to be reached, whatever is allowed: link-local, where most clouds answer, the others' addresses, and what
    /// is no address of a single machine.
    private static final List<Network> NEVER = Network.of(
            "0.0.0.0/8", "169.254.0.0/16", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.0/4",
            "255.255.255.255", "::", "fe80::/10", "ff00::/8", "fd00:ec2::/32", "fd20:ce::254");

    private static final Set<String> NEVER_HOSTS = Set.of("metadata.google.internal", "metadata.goog", "instance-data");

    /// As configured: networks, addresses and names of hosts.
    ///
    /// @throws IllegalArgumentException with the entry that is none of them
    static Reach allowing(List<String> entries) {
        var networks = new ArrayList<Network>();
        var hosts = new HashSet<String>();
        for (var entry : entries) {
            var text = entry.strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                continue;
            }
            if (text.contains("/") || text.contains(":") || Target.DOTTED.matcher(text).matches()) {
                try {
                    networks.add(Network.of(text));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(entry, e);
                }
            } else if (text.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                hosts.add(text);
            } else {
                throw new IllegalArgumentException(entry);
            }
        }
        return new Reach(List.copyOf(networks), Set.copyOf(hosts));
    }

    /// Refuses an address that a host was found at. To allow a network or a host allows that alone.
    void check(String host, InetAddress address) throws OutgoingFailure {
        if (NEVER_HOSTS.contains(host) || never(address)
                || !publicly(address) && !allowedHosts.contains(host) && allowed.stream().noneMatch(network -> network.contains(address))) {
            throw new OutgoingFailure(Why.INSIDE, host + " lies in a network that may not be reached from here.");
        }
    }

    private static boolean never(InetAddress address) {
        return NEVER.stream().anyMatch(network -> network.contains(address))
                || !(address instanceof Inet4Address) && within(address).stream().anyMatch(Reach::never);
    }

    private static boolean publicly(InetAddress address) {
        if (address instanceof Inet4Address) {
            return INSIDE_4.stream().noneMatch(network -> network.contains(address));
        }
        boolean handedOut = NAT64.contains(address)
                || PUBLIC_6.contains(address) && INSIDE_6.stream().noneMatch(network -> network.contains(address));
        return handedOut && within(address).stream().allMatch(Reach::publicly);
    }

    /// The IPv4 addresses that a packet to this one may end at: translated, tunnelled, or mapped.
    private static List<InetAddress> within(InetAddress address) {
        if (NAT64.contains(address) || MAPPED.contains(address)) {
            return List.of(Network.carried(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(Network.carried(address, 2));
        }
        var bytes = address.getAddress();
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
        return isatap ? List.of(Network.carried(address, 12)) : List.of();
    }
}
