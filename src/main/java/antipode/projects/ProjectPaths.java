package antipode.projects;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
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

    /// `/a/b/-/issues/7` as `/a%2Fb/-/issues/7`, and a project's own feed, `/a/b.atom`, as `/a%2Fb.atom`.
    public static String joined(String path) {
        var end = path.indexOf("/-/");
        if (end < 0 && path.endsWith(".atom")) end = path.length();
        if (end <= 0 || path.startsWith("/api/")) return path;
        return "/" + path.substring(1, end).replace("/", "%2F") + path.substring(end);
    }
}
