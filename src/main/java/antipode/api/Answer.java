package antipode.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a handler returns whose status or headers aren't the usual ones.
public record Answer<T>(int status, @Nullable T body, Map<String, String> headers) {

    public static <T> Answer<T> ok(T body) {
        return new Answer<>(200, body, Map.of());
    }

    public static <T> Answer<T> created(T body) {
        return new Answer<>(201, body, Map.of());
    }

    public static <T> Answer<T> of(int status, T body) {
        return new Answer<>(status, body, Map.of());
    }

    /// Asked for, and done in a moment: `{"message": "202 Accepted"}`.
    public static Answer<Map<String, String>> accepted() {
        return new Answer<>(202, Map.of("message", "202 Accepted"), Map.of());
    }

    public static <T> Answer<T> nothing() {
        return new Answer<>(204, null, Map.of());
    }

    /// It was in that state already.
    public static <T> Answer<T> notModified() {
        return new Answer<>(304, null, Map.of());
    }

    public Answer<T> with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer<>(status, body, more);
    }
}
