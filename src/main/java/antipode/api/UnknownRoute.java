package antipode.api;

import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Everything below `/api/` that nothing else answers, kept from the pages, whose addresses may begin with any word.
@RestController
class UnknownRoute {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    UnknownRoute(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @RequestMapping({"/api", "/api/**"})
    void refuse(HttpServletRequest request) {
        if (ApiRequest.find(request) == null) {
            // With enough dots an address leaves the API again, and only its beginning is left of it.
            throw Problem.notFound("Page");
        }
        var path = PathContainer.parsePath(request.getRequestURI());
        var methods = new TreeSet<String>();
        for (var mapping : mappings) {
            for (var route : mapping.getHandlerMethods().keySet()) {
                var patterns = route.getPathPatternsCondition();
                if (patterns != null
                        && patterns.getPatterns().stream()
                                .anyMatch(pattern ->
                                        pattern.getPatternString().startsWith("/api/v4/") && pattern.matches(path))) {
                    route.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        throw methods.isEmpty() ? Refusal.unknownRoute() : Refusals.notAllowed(methods.toArray(String[]::new));
    }
}
