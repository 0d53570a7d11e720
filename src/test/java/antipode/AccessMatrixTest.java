package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.people.Tokens;
import antipode.people.Who;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Routes;
import antipode.testing.Routes.Route;
import antipode.testing.Tables;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Walks every route of the running server as everyone, over projects of every visibility. What is hidden is not found,
/// with the same bytes as what isn't there; no word of it is in any answer; what is denied leaves the database as it was.
/// A new route is walked without anybody naming it here.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final String CANARY = "canaryword";
    private static final String ABSENT = "nobodys/nothing";

    private enum Someone {
        ADMINISTRATOR, OWNER, MAINTAINER, DEVELOPER, REPORTER, GUEST, OUTSIDER, EXTERNAL, ANONYMOUS;

        /// What they are to a project of this visibility; null if they may not see it.
        @Nullable Role in(Visibility visibility) {
            return switch (this) {
                case ADMINISTRATOR, OWNER -> Role.OWNER;
                case MAINTAINER -> Role.MAINTAINER;
                case DEVELOPER -> Role.DEVELOPER;
                case REPORTER -> Role.REPORTER;
                case GUEST -> Role.GUEST;
                case OUTSIDER -> visibility == Visibility.PRIVATE ? null : Role.GUEST;
                case EXTERNAL -> visibility == Visibility.PUBLIC ? Role.GUEST : null;
                case ANONYMOUS -> visibility == Visibility.PUBLIC ? Role.NONE : null;
            };
        }
    }

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<Someone, String> tokens = new EnumMap<>(Someone.class);
    private final Map<Someone, String> cookies = new EnumMap<>(Someone.class);
    private final Map<Visibility, Project> projects = new EnumMap<>(Visibility.class);

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    @LocalServerPort
    private int port;

    AccessMatrixTest(ApplicationContext context, JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void settle() {
        var people = new EnumMap<Someone, Member>(Someone.class);
        for (var someone : Someone.values()) {
            if (someone == Someone.ANONYMOUS) continue;
            var name = "matrix-" + someone.name().toLowerCase();
            var member = context.getBean(Members.class).create(new Members.Draft(
                    name, name, name + "@example.org", ZoneId.of("Asia/Tokyo"), someone == Someone.ADMINISTRATOR,
                    someone == Someone.EXTERNAL, null));
            people.put(someone, member);
            tokens.put(someone, context.getBean(Tokens.class).create(member.id(), "matrix", List.of("api"), null).text());
            cookies.put(someone, "antipode=" + context.getBean(Sessions.class).open(member, "127.0.0.1", "matrix"));
        }
        var owner = people.get(Someone.OWNER);
        var own = context.getBean(Namespaces.class).ofMember(owner.id()).orElseThrow();
        for (var visibility : Visibility.values()) {
            var word = visibility == Visibility.PRIVATE ? CANARY : visibility.word();
            var project = context.getBean(Projects.class).create(Actor.of(owner), new Projects.Draft(
                    own, word + "-path", word + " name", word + " description", visibility, "main", true));
            projects.put(visibility, project);
            for (var role : List.of(Role.MAINTAINER, Role.DEVELOPER, Role.REPORTER, Role.GUEST)) {
                context.getBean(ProjectMembers.class)
                        .add(project, Role.OWNER, people.get(Someone.valueOf(role.name())), role, null);
            }
        }
    }

    @Test
    void what_one_may_not_see_is_not_found_and_says_nothing() {
        var mistakes = new ArrayList<String>();
        for (var route : routes().stream().filter(Route::reads).filter(route -> route.who().aboutProject()).toList()) {
            for (var someone : Someone.values()) {
                var absent = send(route, someone, ABSENT, "999999999");
                for (var visibility : Visibility.values()) {
                    var project = projects.get(visibility);
                    var answer = send(route, someone, project.fullPath(), Long.toString(project.id()));
                    var role = someone.in(visibility);
                    var cell = route.path() + " as " + someone + " of a " + visibility.word() + " project: " + answer.statusCode();
                    if (role == null) {
                        if (answer.statusCode() != 404) mistakes.add(cell + ", should be 404");
                        else if (!same(answer, absent, project)) mistakes.add(cell + ", but differs from what isn't there");
                        if (sings(answer)) mistakes.add(cell + ", and sings");
                    } else if (role.level() < route.who().level()) {
                        if (answer.statusCode() != 403 && answer.statusCode() != 401) mistakes.add(cell + ", should be 401 or 403");
                    } else if (List.of(401, 403, 500).contains(answer.statusCode()) && !asksForMore(route, role)) {
                        mistakes.add(cell + ", should be open");
                    }
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    /// Who can't edit a page is told what they can do instead, which takes a page of its own.
    private static boolean asksForMore(Route route, Role role) {
        return route.path().matches("/\\{project}/-/(edit|new)/.*") && !role.atLeast(Role.DEVELOPER);
    }

    @Test
    void no_other_page_or_answer_sings() {
        var mistakes = new ArrayList<String>();
        for (var route : routes().stream().filter(Route::reads).filter(route -> !route.who().aboutProject()).toList()) {
            for (var someone : Someone.values()) {
                var answer = send(route, someone, projects.get(Visibility.PRIVATE).fullPath(), "1");
                var cell = route.path() + " as " + someone + ": " + answer.statusCode();
                if (someone.in(Visibility.PRIVATE) == null && sings(answer)) mistakes.add(cell + ", sings");
                if (answer.statusCode() >= 500) mistakes.add(cell);
                if (route.who() == Who.MEMBER && someone == Someone.ANONYMOUS && answer.statusCode() != (route.api() || route.feed() ? 401 : 303)) {
                    mistakes.add(cell + ", should ask to sign in");
                }
                if (route.who() == Who.ADMINISTRATOR && someone != Someone.ADMINISTRATOR && answer.statusCode() < 303) {
                    mistakes.add(cell + ", should be for administrators");
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void what_is_denied_changes_nothing() {
        var mistakes = new ArrayList<String>();
        for (var someone : Someone.values()) {
            var before = Tables.of(jdbc);
            for (var route : routes().stream().filter(route -> !route.reads() && !route.method().equals("*")).toList()) {
                for (var visibility : Visibility.values()) {
                    if (!denied(route, someone, visibility)) continue;
                    var project = projects.get(visibility);
                    var answer = send(route, someone, project.fullPath(), Long.toString(project.id()));
                    var cell = route.method() + " " + route.path() + " as " + someone + " of a " + visibility.word() + " project: "
                            + answer.statusCode();
                    if (!List.of(401, 403, 404).contains(answer.statusCode())) mistakes.add(cell + ", should be denied");
                    if (sings(answer) && someone.in(Visibility.PRIVATE) == null) mistakes.add(cell + ", and sings");
                }
            }
            var changed = Tables.of(jdbc).changedSince(before);
            if (!changed.isEmpty()) mistakes.add("as " + someone + ", something denied wrote to " + changed);
        }
        assertThat(mistakes).isEmpty();
    }

    private static boolean denied(Route route, Someone someone, Visibility visibility) {
        if (route.who().aboutProject()) {
            var role = someone.in(visibility);
            return role == null || role.level() < route.who().level();
        }
        return switch (route.who()) {
            case MEMBER -> someone == Someone.ANONYMOUS;
            case ADMINISTRATOR -> someone != Someone.ADMINISTRATOR;
            default -> false;
        };
    }

    private List<Route> routes() {
        return Routes.of(context).all();
    }

    private HttpResponse<String> send(Route route, Someone someone, String fullPath, String id) {
        var address = route.address(fullPath, id, "1", "x");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .method(route.method().equals("*") ? "GET" : route.method(), HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://localhost:" + port)
                .header("Sec-Fetch-Site", "same-origin");
        if (route.api() && tokens.containsKey(someone)) request.header("PRIVATE-TOKEN", tokens.get(someone));
        else if (cookies.containsKey(someone)) request.header("Cookie", cookies.get(someone));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(route + " as " + someone, e);
        }
    }

    /// The same but for the address that was asked for, which the reader knows anyway.
    private static boolean same(HttpResponse<String> hidden, HttpResponse<String> absent, Project project) {
        return hidden.statusCode() == absent.statusCode()
                && plain(hidden.body(), project.fullPath()).equals(plain(absent.body(), ABSENT));
    }

    /// Whether a word of the private project is in the answer, beside the address that was asked for.
    private boolean sings(HttpResponse<String> answer) {
        return plain(answer.body(), projects.get(Visibility.PRIVATE).fullPath()).contains(CANARY);
    }

    private static String plain(String body, String path) {
        return body.replace(path, "PATH").replace(URLEncoder.encode(path, StandardCharsets.UTF_8), "PATH");
    }
}
