package antipode.outgoing;

import antipode.outgoing.OutgoingFailure.Why;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// The address of a request, read once and strictly, so that nothing later reads another one out of it.
///
/// @param host a name in lower case, or an address; IPv6 without brackets
/// @param path with the question behind it, in ASCII
record Target(String scheme, String host, int port, String path) {

    static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

    private static final Pattern FORM = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5})?)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final String PLAIN = "-._~:/?@!$&'()*+,;=";
    private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST = 2048;

    static Target of(String address) throws OutgoingFailure {
        var form = FORM.matcher(address);
        if (address.length() > LONGEST) {
            throw odd("The address is longer than " + LONGEST + " characters.");
        }
        if (!form.matches()) {
            throw odd("This is no address of the web: write it as https://host/path.");
        }
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '\\' || Character.getType(c) == Character.FORMAT || Character.isISOControl(c)) {
                throw odd("The address has a blank or another character in it that addresses have not.");
            }
        }
        var scheme = form.group(1).toLowerCase(Locale.ROOT);
        var authority = form.group(2);
        if (authority.indexOf('@') >= 0) {
            throw odd("The address has a name or a password in it: leave out what stands before the @.");
        }
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw odd("The address names no host.");
        }
        int port = parts.group(2) == null ? "https".equals(scheme) ? 443 : 80 : Integer.parseInt(parts.group(2));
        if (port != 80 && port != 443 && (port < 1024 || port > 65535)) {
            throw odd("Port " + port + " is not for the web: 80, 443 and those from 1024 on are.");
        }
        var path = ascii(form.group(3));
        return new Target(scheme, host(parts.group(1)), port, path.startsWith("/") ? path : "/" + path);
    }

    private static String host(String text) throws OutgoingFailure {
        if (text.startsWith("[")) {
            try {
                return InetAddress.ofLiteral(text.substring(1, text.length() - 1)).getHostAddress();
            } catch (IllegalArgumentException e) {
                throw odd("The address names no host.");
            }
        }
        String name;
        try {
            name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw odd("The address names no host.");
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            try {
                if (DOTTED.matcher(name).matches()) {
                    return InetAddress.ofLiteral(name).getHostAddress();
                }
            } catch (IllegalArgumentException e) {
                // Some part is above 255.
            }
            throw odd("The host is an address in numbers, but not written as four of them from 0 to 255.");
        }
        if (name.length() > 253 || !NAME.matcher(name).matches()) {
            throw odd("The address names no host.");
        }
        return name;
    }

    /// What may not stand in an address, in percents.
    private static String ascii(String path) {
        var said = new StringBuilder(path.length());
        path.codePoints().forEach(c -> {
            if (c == '%' || c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                said.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    said.append('%').append(String.format(Locale.ROOT, "%02X", b));
                }
            }
        });
        return PERCENT.matcher(said).replaceAll("%25");
    }

    /// Where a redirect leads. Not from an encrypted place to an open one.
    Target redirectedTo(String location) throws OutgoingFailure {
        Target next;
        try {
            next = of(location.matches("(?is)[a-z][a-z0-9+.-]*:.*") ? location : URI.create(address()).resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw odd(host + " leads on to something that is no address.");
        }
        if (scheme.equals("https") && !next.scheme.equals("https")) {
            throw new OutgoingFailure(Why.REDIRECTED, host + " leads on to an address that is not encrypted.");
        }
        return next;
    }

    /// Whether what is meant for this place alone may be told there.
    boolean trusts(Target next) {
        return host.equals(next.host)
                && (scheme.equals(next.scheme) && port == next.port
                        || scheme.equals("http") && port == 80 && next.scheme.equals("https") && next.port == 443);
    }

    /// As one writes it.
    String address() {
        var said = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + said + (port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port) + path;
    }

    private static OutgoingFailure odd(String sentence) {
        return new OutgoingFailure(Why.ODD_ADDRESS, sentence);
    }
}
