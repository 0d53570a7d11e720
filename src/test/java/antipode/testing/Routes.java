package antipode.testing;

import antipode.people.Who;
import antipode.projects.Doors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route of the running server.
public record Routes(List<Route> all) {

    /// @param who null for a handler that doesn't say, which the server refuses to start with
    public record Route(String method, String path, String handler, Who who) {

        public boolean reads() {
            return method.equals("GET");
        }

        public boolean api() {
            return path.startsWith("/api/");
        }

        /// Read by programs, which can't be asked to sign in.
        public boolean feed() {
            return path.endsWith(".atom") || path.endsWith(".ics");
        }

        /// An address of this route: about this project, with this in place of everything that has a number or a name, and
        /// this for the path of a file. Of several words that may stand at a place, the first does.
        public String address(String project, String projectId, String each, String file) {
            var address = path;
            if (address.equals("/{*path}")) return "/" + project;
            if (api() && address.contains("/projects/{id}")) address = address.replaceFirst("/projects/\\{id}", "/projects/" + projectId);
            return address.replace("{*project}", "PROJECT").replace("{project}", "PROJECT")
                    .replaceAll("\\{[A-Za-z]+:([a-z_-]+)(\\|[a-z_|-]+)?}", "$1")
                    .replaceAll("/?\\{\\*[a-z]+}", "/" + Matcher.quoteReplacement(file))
                    .replaceAll("\\{[A-Za-z]+(:[^}]*)?}", Matcher.quoteReplacement(each))
                    .replace("/**", "/x")
                    .replace("PROJECT", project);
        }
    }

    public static Routes of(ApplicationContext context) {
        var routes = new ArrayList<Route>();
        for (var mapping : context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            mapping.getHandlerMethods().forEach((route, handler) -> {
                if (!handler.getBeanType().getPackageName().startsWith("antipode")) return;
                var methods = route.getMethodsCondition().getMethods();
                for (var path : route.getPatternValues()) {
                    if (methods.isEmpty()) routes.add(new Route("*", path, name(handler), Doors.who(handler)));
                    for (RequestMethod method : methods) routes.add(new Route(method.name(), path, name(handler), Doors.who(handler)));
                }
            });
        }
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method).thenComparing(Route::handler));
        return new Routes(List.copyOf(routes));
    }

    private static String name(HandlerMethod handler) {
        var type = handler.getBeanType();
        var room = type.getPackageName().replaceFirst("^antipode\\.?", "");
        return room + "." + type.getSimpleName() + "." + handler.getMethod().getName();
    }
}
