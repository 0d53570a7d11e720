package antipode.api;

import antipode.api.Rack.Pair;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/// A request to the API, whose parameters are read by us alone: the server's own reading differs by method and
/// content type, loses the order of repeated names and fails on bytes that aren't text.
final class ApiRequest extends HttpServletRequestWrapper {

    private static final String NAME = ApiRequest.class.getName();
    private static final int LONGEST_TEXT_PART = 1 << 25;
    private static final int LONGEST_DRAINED = 1 << 16;

    private final int longestBody;
    private final long start = System.nanoTime();
    private byte @Nullable [] body;
    private @Nullable List<Pair> query;
    private @Nullable Map<String, Object> sent;

    ApiRequest(HttpServletRequest request, int longestBody) {
        super(request);
        this.longestBody = longestBody;
        request.setAttribute(NAME, this);
    }

    static ApiRequest of(HttpServletRequest request) {
        if (request.getAttribute(NAME) instanceof ApiRequest api) {
            return api;
        }
        throw new IllegalStateException(request.getRequestURI() + " is not below /api/");
    }

    static @Nullable ApiRequest find(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof ApiRequest api ? api : null;
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /// What was sent; the path outweighs the body, and the body the query.
    Parameters parameters() {
        var all = new LinkedHashMap<String, Object>(sent());
        if (getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path) {
            path.forEach((name, value) -> all.put(name.toString(), wellFormed(value)));
        }
        return new Parameters(all);
    }

    /// The query in its order, to be repeated in links.
    List<Pair> query() {
        if (query == null) {
            var text = getQueryString();
            query = text == null ? List.of() : Rack.pairs(text);
        }
        return query;
    }

    private Map<String, Object> sent() {
        if (sent == null) {
            var all = Rack.tree(query());
            all.putAll(bodied());
            wellFormed(all);
            sent = all;
        }
        return sent;
    }

    private Map<String, Object> bodied() {
        var type = type();
        if (type.startsWith("multipart/")) {
            return multipart();
        }
        var form = type.equals("application/x-www-form-urlencoded");
        var json = type.equals("application/json") || type.endsWith("+json") || type.equals("text/json");
        // Clients name odd types, most often with nothing in the body; bytes that aren't text are the handler's.
        if (!form && !json && !type.isEmpty() && !type.startsWith("text/")) {
            return Map.of();
        }
        var bytes = body();
        var text = Rack.utf8(bytes, bytes.length);
        if (form) {
            return Rack.tree(Rack.pairs(text.strip()));
        }
        var bare = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
        if (bare.isEmpty() || !json && !bare.startsWith("{")) {
            return Map.of();
        }
        return switch (Json.read(bare)) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> copy.put(key.toString(), value));
                yield copy;
            }
            // JSON's own null too.
            case null, default -> throw Refusal.malformed();
        };
    }

    private Map<String, Object> multipart() {
        try {
            var pairs = new ArrayList<Pair>();
            for (var part : getParts()) {
                pairs.add(new Pair(part.getName(), part.getSubmittedFileName() == null ? text(part) : part));
            }
            return Rack.tree(pairs);
        } catch (IOException | ServletException | IllegalStateException malformed) {
            throw tooLarge(malformed) ? Refusal.tooLarge() : Refusal.malformedParts();
        }
    }

    static boolean tooLarge(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            var message = at.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).matches("(?s).*(exceed|too large|max).*")) {
                return true;
            }
        }
        return false;
    }

    private static String text(Part part) throws IOException {
        if (part.getSize() > LONGEST_TEXT_PART) {
            throw Refusal.tooLarge();
        }
        try (var input = part.getInputStream()) {
            var bytes = input.readAllBytes();
            return Rack.utf8(bytes, bytes.length);
        }
    }

    private String type() {
        var type = getContentType();
        if (type == null) {
            return "";
        }
        var semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private byte[] body() {
        if (body == null) {
            if (getContentLengthLong() > longestBody) {
                throw Refusal.tooLarge();
            }
            try {
                var bytes = super.getInputStream().readNBytes(longestBody + 1);
                if (bytes.length > longestBody) {
                    throw Refusal.tooLarge();
                }
                body = bytes;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
        return body;
    }

    /// Reads what nobody did, so that the connection can carry the next request; whether it can.
    boolean drained() {
        if (body != null || type().startsWith("multipart/")) {
            return true;
        }
        if (getContentLengthLong() > LONGEST_DRAINED) {
            return false;
        }
        try {
            return super.getInputStream().readNBytes(LONGEST_DRAINED + 1).length <= LONGEST_DRAINED;
        } catch (IOException | IllegalStateException gone) {
            return false;
        }
    }

    /// PostgreSQL keeps neither NUL nor half a surrogate pair, nor does anyone mean them.
    private static @Nullable Object wellFormed(@Nullable Object value) {
        switch (value) {
            case String text -> {
                for (var i = 0; i < text.length(); i++) {
                    var c = text.charAt(i);
                    if (c == 0) {
                        throw Refusal.badRequest();
                    }
                    if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(i + 1))) {
                            throw Refusal.badRequest();
                        }
                        i++;
                    }
                }
            }
            case Map<?, ?> map -> map.forEach((key, inner) -> {
                wellFormed(key);
                wellFormed(inner);
            });
            case Collection<?> list -> list.forEach(ApiRequest::wellFormed);
            case null, default -> {}
        }
        return value;
    }

    /// A trailing slash means nothing, and a redirect would break clients.
    @Override
    public String getRequestURI() {
        var path = super.getRequestURI();
        var end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var lists = new LinkedHashMap<String, List<String>>();
        for (var pair : query()) {
            lists.computeIfAbsent(pair.name(), _ -> new ArrayList<>()).add(pair.value().toString());
        }
        if (type().equals("application/x-www-form-urlencoded")) {
            var bytes = body();
            for (var pair : Rack.pairs(Rack.utf8(bytes, bytes.length))) {
                lists.computeIfAbsent(pair.name(), _ -> new ArrayList<>())
                        .add(pair.value().toString());
            }
        }
        var map = new LinkedHashMap<String, String[]>();
        lists.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
        return map;
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body == null ? super.getInputStream() : new Kept(body);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /// A body that was read already.
    private static final class Kept extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Kept(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body was read already");
        }
    }
}
