package antipode.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How names like `labels[]`, `position[base_sha]` and `actions[][file_path]` become lists and hashes:
/// the rule of Rack, which every client of GitLab speaks.
final class Rack {

    private static final int DEEPEST = 32;
    private static final int MOST = 10_000;

    /// A name and its value as sent; values of multipart forms may be files.
    record Pair(String name, Object value) {}

    private Rack() {}

    /// The pairs of a query string or a form, in their order.
    static List<Pair> pairs(String encoded) {
        var pairs = new ArrayList<Pair>();
        for (var start = 0; start <= encoded.length(); ) {
            var end = encoded.indexOf('&', start);
            if (end < 0) {
                end = encoded.length();
            }
            if (end > start) {
                var piece = encoded.substring(start, end);
                var equals = piece.indexOf('=');
                pairs.add(
                        equals < 0
                                ? new Pair(decoded(piece), "")
                                : new Pair(decoded(piece.substring(0, equals)), decoded(piece.substring(equals + 1))));
                if (pairs.size() > MOST) {
                    throw Refusal.badRequest();
                }
            }
            start = end + 1;
        }
        return pairs;
    }

    static Map<String, Object> tree(List<Pair> pairs) {
        var tree = new LinkedHashMap<String, Object>();
        for (var pair : pairs) {
            put(tree, pair.name(), pair.value(), 0);
        }
        return tree;
    }

    private static void put(Map<String, Object> into, String name, Object value, int depth) {
        if (depth >= DEEPEST) {
            throw Refusal.badRequest();
        }
        var from = name.startsWith("[") ? 1 : 0;
        var bracket = name.indexOf('[', from);
        if (from == 1) {
            var close = name.indexOf(']');
            if (close > 1) {
                name = name.substring(1, close) + name.substring(close + 1);
                bracket = name.indexOf('[');
            }
        }
        var key = bracket < 0 ? name : name.substring(0, bracket);
        var after = bracket < 0 ? "" : name.substring(bracket);
        if (key.isEmpty()) {
            return;
        }
        if (after.isEmpty()) {
            into.put(key, value);
        } else if (after.equals("[]")) {
            list(into, key).add(value);
        } else if (after.startsWith("[]")) {
            var child = after.substring(2);
            var elements = list(into, key);
            if (elements.isEmpty()
                    || !(elements.getLast() instanceof Map<?, ?> last)
                    || holds(last, child)) {
                elements.add(new LinkedHashMap<String, Object>());
            }
            put(hash(elements.getLast()), child, value, depth + 1);
        } else {
            var inner = into.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
            put(hash(inner), after, value, depth + 1);
        }
    }

    /// Whether an element already has what `[a][b]` names, so that naming it again begins the next element.
    private static boolean holds(Map<?, ?> element, String name) {
        if (name.endsWith("[]")) {
            return false;
        }
        Object at = element;
        for (var part : name.split("[\\[\\]]+")) {
            if (part.isEmpty()) {
                continue;
            }
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(part)) {
                return false;
            }
            at = map.get(part);
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> into, String key) {
        if (into.computeIfAbsent(key, _ -> new ArrayList<>()) instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw Refusal.badRequest();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> hash(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw Refusal.badRequest();
    }

    private static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        var raw = encoded.getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[raw.length];
        var length = 0;
        for (var i = 0; i < raw.length; i++) {
            if (raw[i] == '+') {
                bytes[length++] = ' ';
            } else if (raw[i] == '%') {
                var high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                var low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw Refusal.badRequest();
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                bytes[length++] = raw[i];
            }
        }
        return utf8(bytes, length);
    }

    static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw Refusal.badRequest();
        }
    }
}
