package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.database.Outbox;
import antipode.jobs.Schedules;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.Routes;
import antipode.testing.Routes.Route;
import antipode.testing.Tables;
import antipode.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever reads. In a public project Mia writes two confidential issues: 2 is so from the start, 3 becomes so after Kei
/// and Gwen heard of it. Both are named wherever something can be named, and every word of them that could be told holds a
/// nightingale. Ana administers, Ravi is a reporter; Kei is a member, Gwen a guest of the project, and nobody is signed out.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {

    private static final String SONG = "nightingale";
    private static final String ISSUES = "/api/v4/projects/halyard%2Fopen/issues";

    private final ApplicationContext context;
    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final ProjectMembers members;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Project open;
    private Project vault;
    private long second;
    private long third;
    private String head;

    ReadingTest(
            ApplicationContext context, Cast cast, Browser browser, Edits edits, ProjectMembers members, Outbox outbox,
            Schedules schedules, TestClock clock, JdbcClient jdbc) {
        this.context = context;
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.members = members;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// A reader: their browser, and a program with their token.
    private record Reader(String name, Tab pages, Tab api) {

        Answer get(String path) {
            return path.startsWith("/api/") ? api.get(path) : pages.get(path);
        }
    }

    private Reader reader(String name, antipode.people.Actor actor) {
        return new Reader(name, browser.as(actor), browser.program(actor));
    }

    private List<Reader> outsiders() {
        return List.of(
                reader("Kei", company.kei()), reader("Gwen", company.gwen()),
                new Reader("nobody", browser.asNobody(), browser.asNobody()));
    }

    private List<Reader> insiders() {
        return List.of(reader("Ana", company.ana()), reader("Ravi", company.ravi()), reader("Mia", company.mia()));
    }

    @BeforeAll
    void mia_writes_what_is_not_for_everyone() {
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.PUBLIC);
        vault = cast.project(company.ana(), company.team(), "vault-" + SONG, Visibility.PRIVATE);
        members.add(open, Role.OWNER, company.mia().require(), Role.DEVELOPER, null);
        members.add(open, Role.OWNER, company.ravi().require(), Role.REPORTER, null);
        members.add(open, Role.OWNER, company.gwen().require(), Role.GUEST, null);
        edits.commit(company.ana(), open, "main", null, "Begin", List.of(
                Edits.Action.create("README.md", "# Open\n\nAs said in #2 and halyard/open#3.\n\nThe rest.\n")), null);
        edits.commit(company.ana(), vault, "main", null, "Begin the " + SONG, List.of(
                Edits.Action.create("README.md", "# Vault\n\nHere sings a " + SONG + ".\n")), null);
        Tab mia = browser.program(company.mia());
        Tab kei = browser.program(company.kei());
        made(mia.post(ISSUES, "title", "Everyone reads this", "description", "See #2, #3 and halyard/open#3. @kei @gwen"));
        second = made(mia.post(ISSUES, "title", "First " + SONG, "description", "A " + SONG + " about #1. @kei @gwen",
                "confidential", "true", "labels", "weather", "due_date", "2026-11-20"));
        third = made(mia.post(ISSUES, "title", "Second " + SONG, "description", "Another " + SONG + " about #1. @kei @gwen"));
        made(mia.post(ISSUES + "/3/notes", "body", "And a third " + SONG + ", @kei, as in #1."));
        made(kei.post(ISSUES + "/3/todo"));
        made(kei.post(ISSUES + "/3/notes", "body", "I read of the " + SONG + "."));
        made(mia.post(ISSUES + "/3/asks", "question", "Is the " + SONG + " out?", "to", "kei", "due_at", "2026-11-20"));
        assertThat(mia.put(ISSUES + "/3", "confidential", "true").status()).isEqualTo(200);
        made(mia.post(ISSUES + "/3/notes", "body", "A last " + SONG + ", @kei @gwen."));
        made(mia.post(ISSUES + "/1/notes", "body", "That is #2, and halyard/open#3."));
        edits.commit(company.mia(), open, "change", "main", "Say it otherwise\n\nCloses #2", List.of(
                Edits.Action.update("README.md", "# Open\n\nAs said in #2, halyard/open#3 and elsewhere.\n\nThe rest.\n")), null);
        made(mia.post("/api/v4/projects/halyard%2Fopen/merge_requests", "source_branch", "change", "target_branch", "main",
                "title", "Say it otherwise", "description", "Closes #2, closes #3. @kei @gwen"));
        assertThat(browser.program(company.ana()).put("/api/v4/projects/halyard%2Fopen/merge_requests/1/merge").status())
                .isEqualTo(200);
        outbox.drain();
        head = jdbc.sql("select object from git_ref where repository = :project and name = 'refs/heads/main'")
                .param("project", open.id())
                .query(String.class)
                .single();
    }

    private static long made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }

    @Test
    void what_is_confidential_is_as_if_it_were_not_there() {
        List<String> mistakes = new ArrayList<>();
        for (Route route : routes()) {
            if (!route.reads() || !route.path().matches(".*\\{(iid|issue)}.*|/t/\\{id}") || route.path().contains("/merge_requests/")
                    || route.path().contains("{things:commits}")) {
                continue;
            }
            for (Reader reader : outsiders()) {
                boolean global = !route.path().contains("{iid}");
                Answer absent = reader.get(address(route, global ? "999999" : "999"));
                for (String hidden : global ? List.of("" + second, "" + third) : List.of("2", "3")) {
                    Answer answer = reader.get(address(route, hidden));
                    String cell = route.path() + " of " + hidden + " as " + reader.name() + ": " + answer.status();
                    if (answer.status() != absent.status() || !plain(answer, hidden).equals(plain(absent, global ? "999999" : "999"))) {
                        mistakes.add(cell + ", but " + absent.status() + " for what is not there");
                    }
                }
            }
            for (Reader reader : insiders()) {
                Answer answer = reader.get(address(route, route.path().contains("{iid}") ? "2" : "" + second));
                // The walk knows no note's, discussion's, hand-off's, ask's, link's, award's or event's id; neither issue is a
                // decision, and time is told of nothing.
                if (answer.status() == 404
                        && !route.path().matches(".*(\\{note}|/notes/\\{id}|\\{discussion}|\\{handoff}|\\{ask}|\\{link}|\\{award}|\\{event}|/decision|/time_stats).*")) {
                    mistakes.add(route.path() + " as " + reader.name() + ": 404");
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    private static String plain(Answer answer, String number) {
        return answer.body().replaceAll("(issues|issue|notes|t)(/|%2F)" + number + "\\b", "$1/N");
    }

    @Test
    void no_word_of_it_is_told_at_any_address() {
        List<String> mistakes = new ArrayList<>();
        for (Route route : routes()) {
            if (!route.reads()) {
                continue;
            }
            for (Reader reader : outsiders()) {
                for (String number : List.of("1", "2", "3", head, "mia")) {
                    Answer answer = reader.get(address(route, number));
                    if (sings(answer)) {
                        mistakes.add(address(route, number) + " as " + reader.name());
                    }
                    if (answer.status() >= 500) {
                        mistakes.add(address(route, number) + " as " + reader.name() + ": " + answer.status());
                    }
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void no_list_search_or_count_tells_of_it() {
        List<String> mistakes = new ArrayList<>();
        for (String path : lists()) {
            for (Reader reader : outsiders()) {
                Answer answer = reader.get(path);
                if (sings(answer)) {
                    mistakes.add(path + " as " + reader.name());
                }
            }
        }
        assertThat(mistakes).isEmpty();
        // The same words are found by those whom they are for: the walk above looked in the right places.
        Reader ravi = reader("Ravi", company.ravi());
        assertThat(lists().stream().filter(path -> path.contains("ontrol=1")).filter(path -> !sings(ravi.get(path)))).isEmpty();
    }

    private static List<String> lists() {
        List<String> lists = new ArrayList<>(List.of(
                "/", "/-/todos", "/-/notices", "/-/projects", "/-/handbooks", "/halyard", "/mia", "/kei", "/-/people/mia", "/halyard/open",
                "/-/issues?state=all&scope=all&control=1", "/-/issues?state=all", "/halyard/open/-/issues?state=all&control=1",
                "/halyard/open/-/issues?label=weather&state=all&control=1", "/halyard/open/-/issues?search=nightingale&state=all",
                "/halyard/open/-/issues/1?control=1", "/halyard/open/-/merge_requests/1", "/halyard/open/-/merge_requests?state=all",
                "/halyard/open/-/handbook?why=3-3&control=1", "/halyard/open/-/handbook?blame=1&control=1",
                "/halyard/open/-/commits/main", "/halyard/open/-/blob/main/README.md", "/halyard/open/-/blame/main/README.md",
                "/search?q=nightingale&control=1", "/search?q=nightingale&scope=comments", "/search?q=nightingale&scope=issues", "/search?q=first",
                "/-/asks/people?q=nightingale", "/api/v4/todos?state=done", "/api/v4/todos?state=pending",
                "/api/v4/issues?scope=all&state=all&control=1", "/api/v4/issues?scope=all&confidential=true&control=1",
                "/api/v4/issues?scope=all&search=nightingale&control=1", "/api/v4/issues?scope=all&labels=weather&control=1",
                ISSUES + "?control=1", ISSUES + "?iids[]=2&control=1", ISSUES + "?order_by=title&sort=asc&control=1",
                ISSUES + "/1/notes", ISSUES + "/1/discussions", ISSUES + "/1/links", ISSUES + "/1/related_merge_requests",
                "/api/v4/projects/halyard%2Fopen/merge_requests/1/closes_issues", "/api/v4/projects/halyard%2Fopen/merge_requests/1/notes",
                "/api/v4/projects/halyard%2Fopen/search?scope=notes&search=nightingale&control=1",
                "/api/v4/projects/halyard%2Fopen/search?scope=issues&search=nightingale&control=1",
                "/api/v4/search?scope=issues&search=nightingale&control=1", "/api/v4/search?scope=notes&search=nightingale&control=1",
                "/api/v4/search?scope=projects&search=nightingale", "/api/v4/projects?search=nightingale", "/api/v4/groups/halyard/projects",
                "/api/v4/projects/halyard%2Fopen/events", "/api/v4/events"));
        return lists;
    }

    @Test
    void totals_count_only_what_the_reader_may_see() {
        for (Reader reader : outsiders()) {
            for (String path : List.of(ISSUES + "?state=all", "/api/v4/issues?scope=all&state=all")) {
                Answer answer = reader.get(path);
                assertThat(answer.header("X-Total")).as(path + " as " + reader.name()).isEqualTo("1");
                assertThat(answer.json().size()).isEqualTo(1);
            }
            for (String path : List.of(
                    "/api/v4/issues?scope=all&search=nightingale", "/api/v4/issues?scope=all&confidential=true", ISSUES + "?labels=weather",
                    "/api/v4/projects/halyard%2Fopen/search?scope=issues&search=nightingale")) {
                Answer answer = reader.get(path);
                if (answer.status() == 401) {
                    continue;
                }
                assertThat(answer.header("X-Total")).as(path + " as " + reader.name()).isIn("0", "");
                assertThat(answer.body()).as(path + " as " + reader.name()).isEqualTo("[]");
            }
            Answer notes = reader.get(ISSUES + "/1/notes");
            assertThat(notes.header("X-Total")).isEqualTo("" + notes.json().size());
        }
        for (Reader reader : insiders()) {
            assertThat(reader.get(ISSUES + "?state=all").header("X-Total")).as(reader.name()).isEqualTo("3");
        }
    }

    @Test
    void what_is_cited_stays_as_it_was_written_for_whom_it_is_not() {
        for (Reader reader : outsiders()) {
            assertThat(reader.get("/halyard/open/-/issues/1").body()).as(reader.name()).contains("See #2, #3 and halyard/open#3.");
            assertThat(reader.get("/halyard/open/-/handbook").body()).as(reader.name()).contains("As said in #2, halyard/open#3");
        }
        Tab kei = browser.program(company.kei());
        Answer drawn = kei.post("/api/v4/markdown", "text", "#2 and halyard/open#3", "gfm", "true", "project", "halyard/open");
        assertThat(sings(drawn)).isFalse();
        Tab ravi = browser.program(company.ravi());
        assertThat(sings(ravi.post("/api/v4/markdown", "text", "#2", "gfm", "true", "project", "halyard/open"))).isTrue();
    }

    @Test
    void no_letter_tells_of_it() {
        for (int hours = 0; hours < 72; hours += 3) {
            clock.forward(Duration.ofHours(3));
            outbox.drain();
            schedules.runDue();
            outbox.drain();
        }
        clock.set(TestClock.START);
        List<String> letters = jdbc.sql("""
                        select to_address || ' ' || subject || ' ' || text_part || ' ' || html_part from mail
                        where to_address in ('kei@halyard.example', 'gwen@halyard.example')""")
                .query(String.class)
                .list();
        assertThat(letters).isNotEmpty();
        assertThat(letters).noneMatch(letter -> letter.toLowerCase(Locale.ROOT).contains(SONG));
    }

    @Test
    void a_private_project_is_not_there_for_git_nor_by_any_address() {
        String path = vault.fullPath();
        for (String service : List.of("git-upload-pack", "git-receive-pack")) {
            for (Map.Entry<String, String> who : git().entrySet()) {
                Answer hidden = refs(path, service, who.getValue());
                Answer absent = refs("halyard/nothing", service, who.getValue());
                assertThat(hidden.status()).as(service + " as " + who.getKey()).isIn(401, 404).isEqualTo(absent.status());
                assertThat(hidden.body()).isEqualTo(absent.body());
            }
        }
        for (Reader reader : outsiders()) {
            for (String rest : List.of(
                    "", "/-/handbook", "/-/raw/main/README.md", "/-/blob/main/README.md", "/-/tree", "/-/commits", "/-/issues", "/-/members",
                    "/-/merge_requests", ".git/HEAD", ".git/objects/info/packs")) {
                Answer answer = reader.get("/" + path + rest);
                Answer absent = reader.get("/halyard/nothing" + rest);
                assertThat(answer.status()).as(rest + " as " + reader.name()).isEqualTo(absent.status());
                assertThat(answer.body().replace(path, "X")).as(rest + " as " + reader.name())
                        .isEqualTo(absent.body().replace("halyard/nothing", "X"));
            }
        }
    }

    private Map<String, String> git() {
        Map<String, String> who = new LinkedHashMap<>();
        who.put("Kei", basic("kei", browser.program(company.kei()).cookie()));
        who.put("Gwen", basic("gwen", browser.program(company.gwen()).cookie()));
        who.put("nobody", "");
        return who;
    }

    private static String basic(String name, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    private Answer refs(String path, String service, String authorization) {
        return browser.with("Authorization", authorization).get("/" + path + ".git/info/refs?service=" + service);
    }

    @Test
    void reading_changes_nothing() {
        Reader ana = reader("Ana", company.ana());
        List<String> mistakes = new ArrayList<>();
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            Tables before = Tables.of(jdbc);
            walk(ana, method);
            List<String> changed = Tables.of(jdbc).changedSince(before);
            if (!changed.isEmpty()) {
                mistakes.add(method + " wrote to " + changed);
            }
        }
        assertThat(mistakes).isEmpty();
    }

    private void walk(Reader reader, String method) {
        for (Route route : routes()) {
            if (route.reads() || !method.equals("GET")) {
                Tab tab = route.api() ? reader.api() : reader.pages();
                tab.ask(method, address(route, "1"));
            }
        }
    }

    private List<Route> routes() {
        return Routes.of(context).all().stream().filter(route -> !route.method().equals("*")).toList();
    }

    private String address(Route route, String each) {
        boolean branched = route.path().matches(".*/-/(blob|blame|raw|tree|commits|edit|new)/.*");
        return route.address(open.fullPath(), "" + open.id(), each, branched ? "main/README.md" : "README.md");
    }

    private static boolean sings(Answer answer) {
        return answer.body().replaceAll("(?i)(search|q|query)(=|%3D)nightingale|value=\"nightingale\"|“nightingale”", "")
                .toLowerCase(Locale.ROOT).contains(SONG);
    }
}
