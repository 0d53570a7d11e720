package antipode.projects;

import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.people.signin.Actors;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Stands before every handler and asks what its `@May` says. A handler takes the `Project` of its address, and the
/// actor's `Role` in it, as parameters.
@Component
public class Doors implements HandlerInterceptor, HandlerMethodArgumentResolver, SmartInitializingSingleton {

    private static final String ATTRIBUTE = Projects.Reached.class.getName();
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Projects projects;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Doors(Projects projects, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.projects = projects;
        this.mappings = mappings;
    }

    /// Who may use a handler. Those of the rooms below know no people: they are the frame itself, and for anyone.
    public static @Nullable Who who(HandlerMethod handler) {
        var may = may(handler);
        return may != null ? may.value() : belowPeople(handler) ? Who.ANYONE : null;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var open = new ArrayList<String>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().forEach((route, handler) -> {
            if (who(handler) == null) open.add(handler.getShortLogMessage() + " at " + route);
        }));
        if (!open.isEmpty()) throw new IllegalStateException("Handlers without @May: " + String.join("; ", open));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws Exception {
        if (!(handler instanceof HandlerMethod method)) return true;
        var may = may(method);
        if (may == null) return true;
        var actor = Actors.of(request);
        checkScope(actor, request.getMethod(), may);
        if (may.value().aboutProject()) {
            enter(request, actor, may);
        } else if (may.value() != Who.ANYONE && !actor.signedIn()) {
            if (may.feed()) throw Problem.unauthorized();
            return askToSignIn(request, response);
        } else if (may.value() == Who.ADMINISTRATOR && !actor.administrator()) {
            throw Problem.refused("Only an administrator may do this.");
        }
        return true;
    }

    private void enter(HttpServletRequest request, Actor actor, May may) {
        var who = may.value();
        var name = name(request);
        var reached = projects.visibleTo(actor).reachByIdOrPath(name)
                .or(() -> may.published() ? projects.reachPublished(name) : Optional.empty())
                .orElseThrow(() -> Problem.notFound("Project"));
        request.setAttribute(ATTRIBUTE, reached);
        if (reached.role().level() >= who.level()) return;
        if (!actor.signedIn()) throw Problem.unauthorized();
        throw Problem.refused("It takes a " + Role.of(who.level()).title().toLowerCase(java.util.Locale.ROOT)
                + " of this project to do this.");
    }

    private static void checkScope(Actor actor, String method, May may) {
        if (actor.tokenId() == null) return;
        var sufficient = new ArrayList<>(List.of("api"));
        if (READING.contains(method)) sufficient.add("read_api");
        sufficient.addAll(List.of(may.scopes()));
        if (may.feed()) sufficient.add(Actor.FEED);
        if (sufficient.stream().anyMatch(actor::has)) return;
        throw may.feed() ? Problem.refused("The token may not read feeds; one with the scope read_api may.")
                : Refusal.insufficientScope(sufficient);
    }

    private static boolean askToSignIn(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().startsWith("/api/")) throw Problem.unauthorized();
        var query = request.getQueryString();
        var here = request.getRequestURI() + (query == null ? "" : "?" + query);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/-/sign-in?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
        return false;
    }

    private static String name(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            var name = variables.get(request.getRequestURI().startsWith("/api/") ? "id" : "project");
            if (name instanceof String text) return text.startsWith("/") ? text.substring(1) : text;
        }
        throw new IllegalStateException("A handler about a project needs {project} in its address, or {id} in the API");
    }

    private static @Nullable May may(HandlerMethod handler) {
        var may = handler.getMethodAnnotation(May.class);
        return may != null ? may : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), May.class);
    }

    private static boolean belowPeople(HandlerMethod handler) {
        var room = handler.getBeanType().getPackageName();
        return List.of("antipode.web", "antipode.api", "antipode.git").contains(room) || !room.startsWith("antipode");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Project.class || parameter.getParameterType() == Role.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var plain = request.getNativeRequest(HttpServletRequest.class);
        if (plain == null || !(plain.getAttribute(ATTRIBUTE) instanceof Projects.Reached reached)) {
            throw new IllegalStateException("Only a handler that @May be used by READER or above has a project");
        }
        return parameter.getParameterType() == Project.class ? reached.project() : reached.role();
    }
}
