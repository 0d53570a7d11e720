package antipode.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something people do, as requests: at random to one of these paths.
///
/// @param who    `member`, `guest`, or nobody
/// @param body   sent with each, in which `@@` is replaced by something new; nothing for a page
/// @param expect what the answer has to hold when it is tried once before measuring
record Operation(
        String name, String who, List<String> paths, Map<String, String> headers, @Nullable String body, String expect) {

    static Operation page(String name, String who, Ground.Visitor visitor, List<String> paths, String expect) {
        return new Operation(name, who, paths, Map.of("Cookie", "antipode=" + visitor.session()), null, expect);
    }

    static Operation api(String name, String who, Ground.Visitor visitor, List<String> paths, String expect) {
        return new Operation(name, who, paths, Map.of("PRIVATE-TOKEN", visitor.token()), null, expect);
    }

    static Operation post(String name, String who, Ground.Visitor visitor, List<String> paths, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("PRIVATE-TOKEN", visitor.token());
        headers.put("Content-Type", "application/json");
        return new Operation(name, who, paths, headers, body, "\"id\"");
    }

    String method() {
        return body == null ? "GET" : "POST";
    }

    String title() {
        return name + (who.isEmpty() ? "" : ", " + who);
    }
}
