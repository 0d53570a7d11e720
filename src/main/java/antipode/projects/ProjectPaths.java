package antipode.projects;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// A project's address is as deep as its team lies: `/halyard/crew/tides/-/issues/7`. Patterns see everything before `/-/`
/// as one segment, so that `/{project}/-/issues/{iid}` and `/{project}/-/tree/{*path}` match it.
@Component
public class ProjectPaths implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected String initLookupPath(HttpServletRequest request) {
                var path = ServletRequestPathUtils.getParsedRequestPath(request).value();
                var joined = joined(path);
                if (!joined.equals(path)) {
                    ServletRequestPathUtils.setParsedRequestPath(RequestPath.parse(joined, ""), request);
                }
                return super.initLookupPath(request);
            }

            private final Map<RequestMappingInfo, List<String>> words = new ConcurrentHashMap<>();

            // There are hundreds of patterns, and nearly all differ from the path in a word.
            @Override
            protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
                var path = ServletRequestPathUtils.getParsedRequestPath(request).elements();
                var pattern = words.computeIfAbsent(mapping, ProjectPaths::words);
                for (int i = 0; i < pattern.size(); i++) {
                    // Between two segments stands a slash.
                    if (!pattern.get(i).isEmpty()
                            && (path.size() <= 2 * i + 1
                                    || path.get(2 * i + 1) instanceof PathContainer.PathSegment segment
                                            && !segment.valueToMatch().equals(pattern.get(i)))) {
                        return null;
                    }
                }
                return super.getMatchingMapping(mapping, request);
            }

            // Whatever nothing else has is a project's; but not what went wrong outside of any handler, nor what lies
            // below `/-/`: these are kept by handlers that Spring asks later.
            @Override
            protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
                if (request.getDispatcherType() == DispatcherType.ERROR) {
                    return null;
                }
                var found = super.lookupHandlerMethod(path, request);
                var rest = ProjectController.REST.equals(request.getAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE));
                return rest && path.startsWith("/-/") ? null : found;
            }
        };
    }

    /// The segments that a pattern has for sure, empty where anything may stand.
    private static List<String> words(RequestMappingInfo mapping) {
        var patterns = mapping.getPatternValues();
        if (patterns.size() != 1) {
            return List.of();
        }
        return Stream.of(patterns.iterator().next().replaceFirst("^/", "").split("/"))
                .takeWhile(segment -> !segment.contains("*"))
                .map(segment -> segment.matches("[\\w-]+") ? segment : "")
                .toList();
    }

    private static final Pattern UPLOAD = Pattern.compile("/uploads/[0-9a-f]{32}/[^/]+$");

    /// `/a/b/-/issues/7` as `/a%2Fb/-/issues/7`, a project's own feed, `/a/b.atom`, as `/a%2Fb.atom`, and
    /// what is attached there, `/a/b/uploads/…`, as `/a%2Fb/uploads/…`.
    public static String joined(String path) {
        var end = path.indexOf("/-/");
        if (end < 0 && path.endsWith(".atom")) end = path.length();
        if (end < 0 && UPLOAD.matcher(path) instanceof Matcher upload && upload.find()) end = upload.start();
        if (end <= 0 || path.startsWith("/api/")) return path;
        return "/" + path.substring(1, end).replace("/", "%2F") + path.substring(end);
    }
}
