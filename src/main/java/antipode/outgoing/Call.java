package antipode.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to be made: `Call.get(address).header("If-None-Match", tag)`.
///
/// @param secrets headers for this host alone: a redirect to another one is followed without them
/// @param atMost bytes of the answer, unpacked, that are taken; never more than [Outgoing#LARGEST]
public record Call(
        String method,
        String address,
        Map<String, String> headers,
        Map<String, String> secrets,
        byte @Nullable [] body,
        int atMost) {

    public static Call get(String address) {
        return of("GET", address);
    }

    /// A body of a content type. It is told to this address and to no other one: a redirect of it is a failure.
    public static Call post(String address, String type, String body) {
        return of("POST", address).header("Content-Type", type).body(body);
    }

    /// Any other method: PROPFIND and REPORT are followed where they are led, like GET.
    public static Call of(String method, String address) {
        return new Call(method, address, Map.of(), Map.of(), null, Outgoing.LARGEST);
    }

    public Call header(String name, @Nullable String value) {
        return value == null ? this : new Call(method, address, with(headers, name, value), secrets, body, atMost);
    }

    public Call secret(String name, String value) {
        return new Call(method, address, headers, with(secrets, name, value), body, atMost);
    }

    public Call body(String text) {
        return new Call(method, address, headers, secrets, text.getBytes(StandardCharsets.UTF_8), atMost);
    }

    public Call atMost(int bytes) {
        return new Call(method, address, headers, secrets, body, Math.min(bytes, Outgoing.LARGEST));
    }

    boolean safe() {
        return !method.equals("POST") && !method.equals("PUT") && !method.equals("PATCH") && !method.equals("DELETE");
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        if (!name.matches("[A-Za-z0-9-]+") || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("No header can be named or say that: " + name);
        }
        var more = new LinkedHashMap<>(all);
        more.put(name, value);
        return more;
    }
}
