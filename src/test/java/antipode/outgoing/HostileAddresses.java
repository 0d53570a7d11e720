package antipode.outgoing;

import java.util.List;

/// Addresses that may reach nothing inside, gathered from the tests of GitLab's blocker and from what has fooled others.
public final class HostileAddresses {

    /// Each leads to this port of the machine itself, or to somewhere else inside.
    public static List<String> leadingTo(int port) {
        return TABLE.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.replace("PORT", "" + port).replace("CRLF", "\r\n").replace("ZERO", "\u200b"))
                .toList();
    }

    private static final String TABLE = """
            # Loopback, in every way of writing it
            http://127.0.0.1:PORT/
            http://127.0.0.1:PORT
            HTTP://127.0.0.1:PORT/
            http://127.0.0.1.:PORT/
            http://127.1:PORT/
            http://127.0.1:PORT/
            http://127.255.255.254:PORT/
            http://2130706433:PORT/
            http://0x7f000001:PORT/
            http://0x7f.0.0.1:PORT/
            http://0x7f.1:PORT/
            http://017700000001:PORT/
            http://0177.0.0.1:PORT/
            http://127.0.0.01:PORT/
            http://00127.0.0.1:PORT/
            http://127.0.0.0x1:PORT/
            http://127.0.0.1.1:PORT/
            http://127.0.0.256:PORT/
            http://0:PORT/
            http://0x:PORT/
            http://0.0.0.0:PORT/
            http://localhost:PORT/
            http://LOCALHOST:PORT/
            http://localhost.:PORT/
            http://inside.example:PORT/
            http://both.example:PORT/
            http://six.example:PORT/
            http://mapped.example:PORT/
            http://127.0.0.1.nip.example:PORT/
            http://127%2e0%2e0%2e1:PORT/
            http://%31%32%37.0.0.1:PORT/
            http://①②⑦.⓪.⓪.①:PORT/
            http://127。0。0。1:PORT/
            http://１２７.0.0.1:PORT/
            http://127.0.0.1ZERO:PORT/
            http://١٢٧.0.0.1:PORT/
            # IPv6, and IPv4 within it
            http://[::1]:PORT/
            http://[0:0:0:0:0:0:0:1]:PORT/
            http://[::]:PORT/
            http://[::ffff:127.0.0.1]:PORT/
            http://[::ffff:7f00:1]:PORT/
            http://[::ffff:0:127.0.0.1]:PORT/
            http://[::127.0.0.1]:PORT/
            http://[64:ff9b::127.0.0.1]:PORT/
            http://[64:ff9b::7f00:1]:PORT/
            http://[64:ff9b:1::7f00:1]:PORT/
            http://[2002:7f00:1::1]:PORT/
            http://[2001:0:5ef5:79fb::1]:PORT/
            http://[fe80::1]:PORT/
            http://[fe80::1%25lo]:PORT/
            http://[fe80::1%lo]:PORT/
            http://[fec0::1]:PORT/
            http://[fd00::1]:PORT/
            http://[fc00::1]:PORT/
            http://[ff02::1]:PORT/
            http://[2001:db8::1]:PORT/
            http://[2600::5efe:7f00:1]:PORT/
            http://[::1:PORT/
            http://::1:PORT/
            http://[127.0.0.1]:PORT/
            # The neighbours
            http://10.0.0.1:PORT/
            http://172.16.0.1/
            http://172.31.255.255/
            http://192.168.0.1/
            http://100.64.0.1/
            http://198.18.0.1/
            http://224.0.0.1/
            http://240.0.0.1/
            http://255.255.255.255/
            http://postgres:5432/
            http://bücher.example:PORT/
            # Where clouds tell their secrets
            http://169.254.169.254/latest/meta-data/
            http://169.254.170.2/v2/credentials
            http://metadata.google.internal/computeMetadata/v1/
            http://100.100.100.200/latest/meta-data/
            http://168.63.129.16/machine/
            http://[fd00:ec2::254]/latest/meta-data/
            http://[::ffff:169.254.169.254]/
            http://2852039166/
            http://0xa9fea9fe/
            # What confuses readers of addresses
            http://world.example@127.0.0.1:PORT/
            http://127.0.0.1:PORT@world.example/
            http://user:password@127.0.0.1:PORT/
            http://world.example:80@127.0.0.1:PORT/
            http://127.0.0.1:PORT\\@world.example/
            http:\\\\127.0.0.1:PORT\\
            http:/127.0.0.1:PORT/
            http:127.0.0.1:PORT/
            //127.0.0.1:PORT/
            http:///127.0.0.1:PORT/
            http://127.0.0.1:PORT#@world.example/
            http://127.0.0.1:PORT?@world.example/
            http://127.0.0.1\t:PORT/
            http://127.0.0.1:PORT/CRLFHost: world.example
            \shttp://127.0.0.1:PORT/
            http://127.0.0.1:PORT/\s
            http://world.example:22/
            http://world.example:25/
            http://world.example:0/
            http://world.example:65536/
            http://world.example:-1/
            http://world.example:8O/
            # Other ways than the web's
            file:///etc/passwd
            ftp://127.0.0.1:PORT/
            gopher://127.0.0.1:PORT/_x
            jar:http://127.0.0.1:PORT!/
            dict://127.0.0.1:PORT/
            ldap://127.0.0.1:PORT/
            javascript:alert(1)
            data:text/plain,x
            """;

    private HostileAddresses() {}
}
