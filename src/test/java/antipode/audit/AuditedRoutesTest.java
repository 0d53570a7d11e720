package antipode.audit;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Actor;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Route by route: each thing that is done is written down once, as whose deed it is and by which way; what is refused isn't.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditedRoutesTest {

    private static final String API = "/api/v4/projects/halyard%2Fhandbook";
    private static final String PAGE = "/halyard/handbook/-";

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private Tab program;
    private long member;
    private long last;

    AuditedRoutesTest(Cast cast, Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
        member = company.kei().id();
    }

    @BeforeEach
    void nothingIsWrong() {
        wrong.clear();
    }

    private record Entry(String what, String who) {}

    private List<Entry> since() {
        var entries = jdbc.sql("""
                        select kind || ' ' || deed as what, coalesce(actor_id, 0) || ' ' || way || ' ' || address as who
                        from audit where id > :last order by id""")
                .param("last", last).query(Entry.class).list();
        last = jdbc.sql("select coalesce(max(id), 0) from audit").query(Long.class).single();
        return entries;
    }

    private final List<String> wrong = new ArrayList<>();

    /// Does it by a page or by API, and says what the log has to hold of it: these entries, no more and no fewer.
    private Answer does(Tab by, Actor who, Supplier<Answer> deed, String... entries) {
        since();
        var answer = deed.get();
        var found = since();
        var expected = who.id() + (by == program ? " api" : " page") + " 127.0.0.1";
        if (answer.status() >= 400 || !found.stream().map(Entry::what).sorted().toList().equals(List.of(entries).stream().sorted().toList())
                || !found.stream().allMatch(entry -> entry.who().equals(expected))) {
            wrong.add(answer.response().request().method() + " " + answer.response().request().uri().getPath() + " " + answer.status() + ": " + found
                    + " and not " + List.of(entries) + " by " + expected + (answer.status() < 400 ? "" : " " + answer.text(".field-error, .notice-failed")));
        }
        return answer;
    }

    private Answer page(String path, List<String> fields, String... entries) {
        return does(ana, company.ana(), () -> ana.post(path, fields.toArray(String[]::new)), entries);
    }

    private Answer api(String method, String path, List<String> fields, String... entries) {
        return does(program, company.ana(), () -> switch (method) {
            case "POST" -> program.post(path, fields.toArray(String[]::new));
            case "PUT" -> program.put(path, fields.toArray(String[]::new));
            default -> program.delete(path);
        }, entries);
    }

    @Test
    void every_deed_in_a_project_is_written_down_once() {
        page(PAGE + "/labels", List.of("name", "one"), "label added");
        api("POST", API + "/labels", List.of("name", "two", "color", "#112233"), "label added");
        api("PUT", API + "/labels/two", List.of("description", "The second"), "label changed");
        api("DELETE", API + "/labels/two", List.of(), "label removed");
        page(PAGE + "/settings", List.of("name", "handbook", "description", "Ours", "visibility", "internal", "default_branch", "main"), "project changed");
        api("PUT", API, List.of("description", "Everybody’s"), "project changed");
        api("POST", API + "/milestones", List.of("title", "Winter"), "milestone added");
        api("POST", API + "/members", List.of("user_id", "" + member, "access_level", "30"), "project member added");
        api("PUT", API + "/members/" + member, List.of("access_level", "20"), "project member changed");
        api("DELETE", API + "/members/" + member, List.of(), "project member removed");
        api("POST", API + "/protected_branches", List.of("name", "release"), "protected branch added");
        api("DELETE", API + "/protected_branches/release", List.of(), "protected branch removed");
        api("POST", "/api/v4/projects", List.of("name", "Fresh", "path", "fresh"), "project added", "project member added");
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_deed_in_a_thread_is_written_down_once() {
        var iid = api("POST", API + "/issues", List.of("title", "Berths"), "issue opened").json().get("iid").asString();
        var issue = API + "/issues/" + iid;
        page(PAGE + "/issues", List.of("title", "Quays", "description", "Which?"), "issue opened");
        api("PUT", issue, List.of("title", "Berths in Horta"), "issue retitled");
        api("PUT", issue, List.of("description", "All of them"), "issue described");
        api("PUT", issue, List.of("assignee_ids[]", "" + member), "issue assigned");
        api("PUT", issue, List.of("due_date", "2026-12-01"), "issue due");
        api("PUT", issue, List.of("weight", "3"), "issue weighed");
        api("PUT", issue, List.of("confidential", "true"), "issue made confidential");
        api("PUT", issue, List.of("discussion_locked", "true"), "issue locked");
        var note = api("POST", issue + "/notes", List.of("body", "I look"), "comment added").json().get("id").asString();
        api("PUT", issue + "/notes/" + note, List.of("body", "I looked"), "comment changed");
        page(PAGE + "/issues/" + iid + "/notes/" + note, List.of("note", "I have looked", "version", "1"), "comment changed");
        api("POST", issue + "/award_emoji", List.of("name", "thumbsup"), "reaction added");
        api("POST", issue + "/asks", List.of("question", "Is it?", "to", "kei"), "issue asked");
        api("DELETE", issue + "/notes/" + note, List.of(), "comment removed", "version removed", "version removed");
        api("PUT", issue, List.of("state_event", "close"), "issue closed");
        page(PAGE + "/issues/" + iid + "/closure/removal", List.of(), "issue reopened");
        page(PAGE + "/issues/" + iid + "/redaction", List.of("what", "title", "because", "a name"), "issue redacted", "version removed");
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_deed_in_a_repository_is_written_down_once() {
        api("POST", API + "/repository/files/berths.md", List.of("branch", "main", "content", "Berths\n", "commit_message", "Begin"), "branch added");
        api("PUT", API + "/repository/files/berths.md", List.of("branch", "main", "content", "Quays\n", "commit_message", "Go on"), "branch changed");
        api("POST", API + "/repository/branches", List.of("branch", "topic", "ref", "main"), "branch added");
        api("PUT", API + "/repository/files/berths.md", List.of("branch", "topic", "content", "All\n", "commit_message", "All"), "branch changed");
        api("POST", API + "/repository/tags", List.of("tag_name", "v1", "ref", "main"), "tag added");
        var iid = api("POST", API + "/merge_requests", List.of("source_branch", "topic", "target_branch", "main", "title", "All"),
                "merge request opened").json().get("iid").asString();
        api("PUT", API + "/merge_requests/" + iid + "/merge", List.of(), "branch changed", "merge request merged");
        api("DELETE", API + "/repository/branches/topic", List.of(), "branch removed");
        api("POST", API + "/repository/files/berths.md/redact", List.of("because", "a name"), "file redacted");
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_deed_with_an_account_is_written_down_once() {
        page("/-/settings/tokens", List.of("name", "robot", "scopes", "read_api"), "token added");
        page("/-/settings/capacity", List.of("state", "focus"), "capacity added");
        api("PUT", "/api/v4/user/status", List.of("message", "Deep in berths"), "capacity changed", "capacity added");
        page("/-/settings/notices", List.of("mode", "none", "level", "watch", "channel", "mail"), "notices added");
        page("/-/settings/hours/days", List.of("date", "2026-11-10", "hours", "10:00-14:00"), "working day added");
        page("/-/settings/hours/days/2026-11-10/removal", List.of(), "working day removed");
        api("POST", API + "/invitations", List.of("email", "new@halyard.example", "access_level", "30"), "invitation added", "place of an invitation added");
        page("/-/teams/" + company.team().id() + "/members", List.of("username", "mia", "level", "20"), "team member added");
        page("/-/teams/" + company.team().id() + "/members/" + company.mia().id() + "/removal", List.of(), "team member removed");
        api("POST", "/api/v4/users/" + company.gwen().id() + "/block", List.of(), "member changed");
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_refused_or_changes_nothing_leaves_no_entry() {
        var kei = browser.program(company.kei());
        since();
        kei.put(API, "description", "Mine");
        program.post(API + "/labels", "name", "");
        program.post(API + "/issues", "title", "");
        ana.get(PAGE + "/audit");
        assertThat(since()).isEmpty();
    }

    @Test
    void whatever_somebody_writes_an_entry_stays_one_line_and_gives_no_order() {
        since();
        browser.asNobody().post("/-/sign-in", "name", "mia\r\n999,2026-11-04T12:00:00Z,1,ana\u001b[2J\u202e", "password", "wrong");
        assertThat(since()).extracting(Entry::what).containsExactly("session refused");
        var lines = ana.get("/-/admin/audit.csv?kind=session").body().split("\n");
        assertThat(lines).filteredOn(line -> line.contains("999,2026")).hasSize(1)
                .allMatch(line -> line.contains("mia\\u000d\\u000a999") && line.contains("\\u001b[2J\\u202e") && line.contains("session"));
        assertThat(ana.get("/-/admin/audit.csv?kind=session").body()).doesNotContain("\u001b");
    }
}
