package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Ana changes a page in one step.
@AntipodeTest
class EditTest {

    static final String PAGE = "# Refunds\n\nFirst.\n\nSecond.\n\nThird.\n";

    final Cast cast;
    final Edits edits;
    final Files files;
    final Outbox outbox;
    final Sessions sessions;
    final TestClock clock;
    static Cast.Company company;
    static int count;
    Project handbook;
    String path;
    Browser ana;

    @LocalServerPort
    int port;

    EditTest(Cast cast, Edits edits, Files files, Outbox outbox, Sessions sessions, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.files = files;
        this.outbox = outbox;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void a_page() {
        if (company == null) {
            company = cast.arrive();
        }
        handbook = company.handbook();
        path = "refunds-" + ++count + ".md";
        commit("Write", Action.create(path, PAGE));
        ana = Browser.of(port, sessions, company.ana());
    }

    String commit(String message, Action... actions) {
        return edits.commit(company.ana(), handbook, "main", null, message, List.of(actions), null);
    }

    @Test
    void a_preview_tells_what_will_be_misread_and_a_press_mends_it() {
        clock.set(antipode.testing.TestClock.START);
        var page = org.jsoup.Jsoup.parse(ana.post(edit(), Map.of("content", "# Refunds\n\nThe office closes tomorrow at 5pm, as always.\n", "do", "preview")).body());
        assertThat(page.select(".hints q").eachText()).contains("tomorrow at 5pm");
        assertThat(page.select(".hints").text()).as("a page asks nobody").doesNotContain("Nobody is asked");
        var fix = page.selectFirst(".hint-answers button[data-text]").val();
        var mended = org.jsoup.Jsoup.parse(ana.post(edit(), Map.of("content", "# Refunds\n\nThe office closes tomorrow at 5pm, as always.\n", "preview", fix)).body());
        assertThat(mended.selectFirst("textarea[name=content]").wholeText()).contains("<time:2026-11-05T17:00").doesNotContain("tomorrow");
    }

    String edit() {
        return edit(path);
    }

    static String edit(String path) {
        return "/halyard/handbook/-/edit/main/" + path;
    }

    Map<String, String> form(String content) {
        var base = files.locate(handbook.id(), "main", path).orElseThrow().blob();
        return new HashMap<>(Map.of("base", base, "content", content, "title", "Say it better", "description", "Closes #1", "do", "propose"));
    }

    @Test
    void an_edit_is_a_draft_merge_request_in_one_step() {
        assertThat(ana.get(edit()).body()).contains("Second.", "Propose as a draft", "two-way door");
        var response = ana.post(edit(), form(PAGE.replace("Second", "2nd").replace("\n", "\r\n")));
        assertThat(Browser.location(response)).startsWith("/halyard/handbook/-/merge_requests/");
        assertThat(files.find(handbook.id(), "ana-patch-1", path).orElseThrow().text()).isEqualTo(PAGE.replace("Second", "2nd"));
        assertThat(files.find(handbook.id(), "main", path).orElseThrow().text()).isEqualTo(PAGE);
        var iid = Browser.location(response).replaceAll(".*/", "");
        assertThat(ana.get(edit() + "?mr=" + iid).body()).contains("2nd", "Commit to !" + iid);
        var more = form(PAGE.replace("Second", "zweitens"));
        more.put("mr", iid);
        more.put("base", files.locate(handbook.id(), "ana-patch-1", path).orElseThrow().blob());
        assertThat(Browser.location(ana.post(edit(), more))).endsWith("/" + iid);
        assertThat(files.find(handbook.id(), "ana-patch-1", path).orElseThrow().text()).contains("zweitens");
    }

    @Test
    void a_file_keeps_its_kind_of_line_ends_so_that_one_line_is_one_change() {
        var mail = PAGE.replace("\n", "\r\n");
        commit("From elsewhere", Action.update(path, mail));
        var unchanged = ana.post(edit(), form(mail));
        assertThat(unchanged.statusCode()).isEqualTo(422);
        var location = Browser.location(ana.post(edit(), form(mail.replace("Second", "2nd"))));
        assertThat(ana.get(location).body()).contains("1 word in, 1 out");
        var form = form(mail.replace("First", "1st"));
        commit("Meanwhile", Action.update(path, mail.replace("Third", "3rd")));
        location = Browser.location(ana.post(edit(), form));
        assertThat(ana.get(location).body()).contains("1 word in, 1 out");
    }

    @Test
    void a_file_in_another_encoding_is_left_to_git() {
        commit("From elsewhere", new Action(Edits.Kind.UPDATE, path, null, "# Caf\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), null));
        var refused = ana.get(edit());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Use git to change it.");
    }

    @Test
    void a_preview_keeps_the_text() {
        var form = form(PAGE + "\n*New* words.\n");
        form.put("do", "preview");
        var preview = ana.post(edit(), form);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("<em>New</em> words.", "*New* words.", "value=\"Say it better\"");
    }

    @Test
    void what_others_changed_elsewhere_on_the_page_is_merged() {
        var form = form(PAGE.replace("First", "1st"));
        commit("Meanwhile", Action.update(path, PAGE.replace("Third", "3rd")));
        Browser.location(ana.post(edit(), form));
        var branch = "ana-patch-" + java.util.stream.IntStream.iterate(9, n -> n - 1).filter(n -> n == 0 || files.find(handbook.id(), "ana-patch-" + n, path).isPresent()).findFirst().orElseThrow();
        assertThat(files.find(handbook.id(), branch, path).orElseThrow().text()).contains("1st", "3rd");
    }

    @Test
    void who_changed_the_same_lines_is_named_and_nothing_is_lost() {
        var form = form(PAGE.replace("Second", "Ana’s second"));
        clock.forward(Duration.ofMinutes(5));
        commit("Meanwhile", Action.update(path, PAGE.replace("Second", "Somebody’s second")));
        var refused = ana.post(edit(), form);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Not saved.", "Ana changed this page", "Ana’s second.", "value=\"Say it better\"");
        var blob = files.locate(handbook.id(), "main", path).orElseThrow().blob();
        assertThat(refused.body()).contains("name=\"base\" value=\"" + blob + "\"");
        form.put("base", blob);
        assertThat(ana.post(edit(), form).statusCode()).isEqualTo(303);
    }

    @Test
    void a_new_page_and_the_first_of_an_empty_repository() {
        assertThat(ana.get("/halyard/handbook/-/new/main?path=people/joining.md").body()).contains("people/joining.md");
        var form = new HashMap<>(Map.of("path", "people/joining-" + count + ".md", "content", "# Joining\n", "title", "Add joining"));
        assertThat(Browser.location(ana.post("/halyard/handbook/-/new/main", form))).contains("/-/merge_requests/");
        form.put("path", path);
        assertThat(ana.post("/halyard/handbook/-/new/main", form).statusCode()).isEqualTo(409);
        form.put("path", ".git/config");
        assertThat(ana.post("/halyard/handbook/-/new/main", form).statusCode()).isEqualTo(422);
        var empty = cast.project(company.ana(), company.team(), "fresh-" + count, Visibility.INTERNAL);
        form.put("path", "README.md");
        assertThat(Browser.location(ana.post(empty.url() + "/-/new/main", form))).isEqualTo(empty.url() + "/-/handbook/README.md");
        assertThat(ana.get(empty.url() + "/-/handbook").body()).contains("Joining</h1>");
    }

    @Test
    void a_reader_is_told_why_they_cannot_edit_and_may_ask() {
        var kei = Browser.of(port, sessions, company.kei());
        var refused = kei.get(edit("fares.csv"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("It takes a developer", "Ask about this page", "/-/issues/new?title=");
        assertThat(kei.post(edit("fares.csv"), form(PAGE + "x\n")).statusCode()).isEqualTo(403);
        assertThat(ana.post(edit(), form(PAGE)).statusCode()).isEqualTo(422);
    }
}
