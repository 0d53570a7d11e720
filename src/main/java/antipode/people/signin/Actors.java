package antipode.people.signin;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.Introduction;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Tokens;
import antipode.web.Problem;
import antipode.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/// Finds out who is asking, once per request: by the cookie of a session or, in the API, by a token.
@Component
public class Actors implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = Actor.class.getName();
    private static final String OWES = Actor.class.getName() + " owes a second step";
    private static final Set<Class<?>> TAKEN = Set.of(Actor.class, Member.class, Site.class);

    private final Sessions sessions;
    private final Tokens tokens;
    private final Members members;
    private final List<Introduction> introductions;
    private final boolean demo;

    Actors(
            Sessions sessions, Tokens tokens, Members members, List<Introduction> introductions,
            @Value("${antipode.demo:false}") boolean demo) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.members = members;
        this.introductions = introductions;
        this.demo = demo;
    }

    /// Who is asking. Before the interceptor has found out, it is nobody.
    public static Actor of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Actor actor ? actor : Actor.nobody();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // An error page is dispatched a second time and keeps what was found out the first time.
        if (request.getAttribute(ATTRIBUTE) == null) {
            var api = request.getRequestURI().startsWith("/api/");
            request.setAttribute(Viewer.ATTRIBUTE, viewer(null));
            var actor = feed(handler) ? reader(request) : find(request, api ? token(request) : null);
            request.setAttribute(ATTRIBUTE, actor);
            request.setAttribute(Viewer.ATTRIBUTE, viewer(actor.member()));
            if (request.getAttribute(OWES) != null && !SecondStepController.open(request.getRequestURI())) {
                if (api || feed(handler)) throw Problem.refused("Set up a second step first: this workspace asks everybody for one.");
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", SecondStepController.PATH);
                return false;
            }
        }
        return true;
    }

    private static boolean feed(Object handler) {
        var may = handler instanceof HandlerMethod method ? method.getMethodAnnotation(May.class) : null;
        return may != null && may.feed();
    }

    /// Who reads a feed. A token for everything has no place in an address that is kept somewhere else, so only a header
    /// may bring one.
    private Actor reader(HttpServletRequest request) {
        for (var introduction : introductions) {
            var actor = introduction.of(request);
            if (actor.isPresent()) return actor.get();
        }
        return find(request, header(request));
    }

    private Actor find(HttpServletRequest request, @Nullable String token) {
        if (token != null) return instead(request, tokens.authenticate(token, request.getRemoteAddr()));
        var secret = Cookies.session(request);
        var opened = secret == null ? null : sessions.opened(secret).orElse(null);
        if (opened == null) return Actor.nobody();
        if (opened.owesSecondStep()) request.setAttribute(OWES, true);
        return Actor.of(opened.member());
    }

    /// An administrator's token may act for another member.
    private Actor instead(HttpServletRequest request, Actor actor) {
        var wished = request.getHeader("Sudo");
        if (wished == null) wished = query(request, "sudo");
        if (wished == null || wished.isBlank()) return actor;
        if (!actor.administrator()) throw Problem.refused("Only an administrator may act for somebody else.");
        if (!actor.scopes().contains("sudo")) throw Problem.refused("The token lacks the scope sudo.");
        var name = wished.strip();
        var other = (name.matches("\\d{1,18}") ? members.find(Long.parseLong(name)) : members.findByUsername(name))
                .orElseThrow(() -> Problem.notFound("User with ID or username '" + name + "'"));
        return new Actor(other, actor.scopes(), actor.tokenId());
    }

    private static @Nullable String token(HttpServletRequest request) {
        var shown = header(request);
        if (shown != null) return shown;
        if (request.getHeader("JOB-TOKEN") != null) throw Problem.unauthorized();
        return query(request, "private_token");
    }

    private static @Nullable String header(HttpServletRequest request) {
        var header = request.getHeader("PRIVATE-TOKEN");
        if (header != null) return header.strip();
        var authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        return null;
    }

    // Only the query string is looked at: the body is still to be read by the handler.
    private static @Nullable String query(HttpServletRequest request, String name) {
        var query = request.getQueryString();
        if (query == null || !query.contains(name + "=")) return null;
        for (var pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException malformed) {
                    throw Problem.bad("The query string is malformed.");
                }
            }
        }
        return null;
    }

    private Viewer viewer(@Nullable Member member) {
        if (member == null) {
            var nobody = Viewer.nobody();
            return new Viewer(null, nobody.name(), nobody.zone(), false, demo, nobody.appearance(), null);
        }
        return new Viewer(
                member.username(), member.name(), member.zone(), member.administrator(), demo, member.appearance(), member.picture());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TAKEN.contains(parameter.getParameterType());
    }

    /// An `Actor`, a `Member` where only members come, or the `Site`.
    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var plain = request.getNativeRequest(HttpServletRequest.class);
        if (plain == null) throw new IllegalStateException("Who is asking needs a request");
        if (parameter.getParameterType() == Site.class) return Site.of(plain);
        var actor = of(plain);
        return parameter.getParameterType() == Actor.class ? actor : actor.require();
    }
}
