package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.Tables;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever writes: what a role may do it can, what it may not leaves every table as it was; a field that isn't theirs to
/// send has no effect, and neither has the number of something in another project.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingTest {

    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";
    private static final String OTHER = "/api/v4/projects/halyard%2Fother";

    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final ProjectMembers memberships;
    private final Edits edits;
    private final JdbcClient jdbc;
    private final Map<Role, Actor> actors = new EnumMap<>(Role.class);
    private final Map<Role, Tab> programs = new EnumMap<>(Role.class);
    private final Map<Role, Tab> browsers = new EnumMap<>(Role.class);
    private Cast.Company company;
    private Tab ana;
    private int count;

    WritingTest(Cast cast, Browser browser, Members members, ProjectMembers memberships, Edits edits, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.memberships = memberships;
        this.edits = edits;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.program(company.ana());
        Project other = cast.project(company.ana(), company.team(), "other", Visibility.INTERNAL);
        for (Role role : List.of(Role.GUEST, Role.REPORTER, Role.DEVELOPER, Role.MAINTAINER, Role.OWNER)) {
            var member = members.create(new Members.Draft(
                    "w-" + role.name().toLowerCase(), role.title(), role.name() + "@halyard.example", ZoneId.of("Europe/Lisbon")));
            memberships.add(company.handbook(), Role.OWNER, member, role, null);
            actors.put(role, Actor.of(member));
            programs.put(role, browser.program(Actor.of(member)));
            browsers.put(role, browser.as(Actor.of(member)));
        }
        edits.commit(company.ana(), company.handbook(), "main", null, "Begin", List.of(
                Edits.Action.create("README.md", "# Handbook\n")), null);
        made(ana.post(HANDBOOK + "/issues", "title", "Ana’s", "description", "Hers"));
        made(ana.post(HANDBOOK + "/issues/1/notes", "body", "Ana’s note"));
        made(ana.post(HANDBOOK + "/labels", "name", "ours", "color", "#112233"));
        made(ana.post(OTHER + "/issues", "title", "Elsewhere"));
        made(ana.post(OTHER + "/issues/1/notes", "body", "A note elsewhere"));
        made(ana.post(OTHER + "/labels", "name", "theirs", "color", "#112233"));
        assertThat(other.id()).isPositive();
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /// Something one does, from which role on.
    ///
    /// @param needs makes what it is done to, and tells its number
    private record Deed(String name, Role least, Function<Role, String> needs, BiFunction<Role, String, Answer> done) {

        Deed(String name, Role least, Function<Role, Answer> done) {
            this(name, least, _ -> "", (role, _) -> done.apply(role));
        }
    }

    private List<Deed> deeds() {
        long mia = company.mia().id();
        long gwen = company.gwen().id();
        String page = "/halyard/handbook/-";
        return List.of(
                new Deed("open an issue", Role.GUEST, role -> programs.get(role).post(HANDBOOK + "/issues", "title", "One more")),
                new Deed("open an issue in the browser", Role.GUEST,
                        role -> browsers.get(role).post(page + "/issues", "title", "One more", "description", "Yes")),
                new Deed("comment", Role.GUEST, role -> programs.get(role).post(HANDBOOK + "/issues/1/notes", "body", "I too")),
                new Deed("comment in the browser", Role.GUEST, role -> browsers.get(role).post(page + "/issues/1/notes", "note", "I too")),
                new Deed("close what Ana wrote", Role.REPORTER, _ -> fresh(ana),
                        (role, iid) -> programs.get(role).put(HANDBOOK + "/issues/" + iid, "state_event", "close")),
                new Deed("close it in the browser", Role.REPORTER, _ -> fresh(ana),
                        (role, iid) -> browsers.get(role).post(page + "/issues/" + iid + "/closure")),
                new Deed("close one’s own", Role.GUEST, role -> fresh(programs.get(role)),
                        (role, iid) -> programs.get(role).put(HANDBOOK + "/issues/" + iid, "state_event", "close")),
                new Deed("retitle what Ana wrote", Role.REPORTER,
                        role -> programs.get(role).put(HANDBOOK + "/issues/1", "title", "Better " + ++count)),
                new Deed("label it", Role.REPORTER, _ -> fresh(ana),
                        (role, iid) -> programs.get(role).put(HANDBOOK + "/issues/" + iid, "labels", "ours")),
                new Deed("make a label", Role.REPORTER,
                        role -> programs.get(role).post(HANDBOOK + "/labels", "name", "label " + ++count, "color", "#445566")),
                new Deed("make a label in the browser", Role.REPORTER,
                        role -> browsers.get(role).post(page + "/labels", "name", "label " + ++count)),
                new Deed("change what Ana said", Role.MAINTAINER,
                        role -> programs.get(role).put(HANDBOOK + "/issues/1/notes/" + note(), "body", "Otherwise " + ++count)),
                new Deed("propose a change", Role.DEVELOPER, _ -> branch(), (role, branch) -> propose(programs.get(role), branch)),
                new Deed("merge what Ana proposed", Role.MAINTAINER, _ -> propose(ana, branch()).json().get("iid").asString(),
                        (role, iid) -> programs.get(role).put(HANDBOOK + "/merge_requests/" + iid + "/merge")),
                new Deed("describe the project", Role.MAINTAINER,
                        role -> programs.get(role).put(HANDBOOK, "description", "Described " + ++count)),
                new Deed("describe it in the browser", Role.MAINTAINER, role -> browsers.get(role).post(page + "/settings", "name",
                        "handbook", "description", "Said " + ++count, "visibility", "internal", "default_branch", "main")),
                new Deed("let somebody in", Role.MAINTAINER, _ -> without(mia),
                        (role, id) -> programs.get(role).post(HANDBOOK + "/members", "user_id", id, "access_level", "30")),
                new Deed("let somebody in in the browser", Role.MAINTAINER, _ -> without(gwen),
                        (role, _) -> browsers.get(role).post(page + "/members", "username", "gwen", "level", "20")),
                new Deed("make somebody an owner", Role.OWNER, _ -> without(mia),
                        (role, id) -> programs.get(role).post(HANDBOOK + "/members", "user_id", id, "access_level", "50")),
                new Deed("put an owner out", Role.OWNER,
                        _ -> {
                            ana.post(HANDBOOK + "/members", "user_id", without(mia), "access_level", "50");
                            return "" + mia;
                        },
                        (role, id) -> programs.get(role).delete(HANDBOOK + "/members/" + id)),
                new Deed("make a token for oneself", Role.GUEST, role -> browsers.get(role)
                        .post("/-/settings/tokens", "name", "mine", "scopes", "read_api")));
    }

    private String fresh(Tab by) {
        return made(by.post(HANDBOOK + "/issues", "title", "Fresh " + ++count)).json().get("iid").asString();
    }

    private String without(long member) {
        ana.delete(HANDBOOK + "/members/" + member);
        return "" + member;
    }

    private String note() {
        return jdbc.sql("select max(id)::text from comment where body like 'Ana%' or body like 'Otherwise%'").query(String.class).single();
    }

    private String branch() {
        String branch = "change-" + ++count;
        edits.commit(company.ana(), company.handbook(), branch, "main", "Change", List.of(
                Edits.Action.create("page-" + count + ".md", "# Page\n")), null);
        return branch;
    }

    private static Answer propose(Tab by, String branch) {
        return by.post(HANDBOOK + "/merge_requests", "source_branch", branch, "target_branch", "main", "title", "Change " + branch);
    }

    @Test
    void every_role_can_do_what_it_may_and_nothing_else() {
        List<String> mistakes = new ArrayList<>();
        for (Deed deed : deeds()) {
            for (Role role : actors.keySet()) {
                String needed = deed.needs().apply(role);
                Tables before = Tables.of(jdbc);
                Answer answer = deed.done().apply(role, needed);
                boolean changed = !Tables.of(jdbc).changedSince(before).isEmpty();
                boolean done = answer.status() < 400;
                if (done != role.atLeast(deed.least())) {
                    mistakes.add(role + " would " + deed.name() + ": " + answer.status() + " " + start(answer));
                } else if (!done && answer.status() != 403 && answer.status() != 401) {
                    mistakes.add(role + " may not " + deed.name() + ", but is told " + answer.status() + " " + start(answer));
                }
                if (done != changed) {
                    mistakes.add(role + " would " + deed.name() + ": " + answer.status() + (changed ? ", but it wrote" : ", but nothing changed"));
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    private static String start(Answer answer) {
        return answer.header("Content-Type").startsWith("application/json")
                ? answer.body().substring(0, Math.min(200, answer.body().length()))
                : answer.text("main");
    }

    @Test
    void a_field_that_is_not_ones_to_send_has_no_effect() {
        long miaId = company.mia().id();
        Tab guest = programs.get(Role.GUEST);
        String more = """
                "id": 4711, "iid": 4711, "project_id": 1, "author_id": %d, "author": {"id": %d}, "created_at": "2001-01-01T00:00:00Z",
                "updated_at": "2001-01-01T00:00:00Z", "closed_at": "2001-01-01T00:00:00Z", "closed_by": {"id": %d}, "state": "closed",
                "dri_id": %d, "type": "incident", "user_notes_count": 99, "description_html": "<script>1</script>",
                "moved_to_id": 1, "web_url": "https://elsewhere.example", "member_id": %d, "comment_count": 9"""
                .formatted(miaId, miaId, miaId, miaId, miaId);
        var opened = made(guest.json("POST", HANDBOOK + "/issues", "{\"title\": \"Mine\", " + more + "}")).json();
        assertThat(opened.get("iid").asInt()).isNotEqualTo(4711);
        assertThat(opened.get("author").get("username").asString()).isEqualTo("w-guest");
        assertThat(opened.get("state").asString()).isEqualTo("opened");
        assertThat(opened.get("created_at").asString()).startsWith("2026-11-04T12:00");
        String path = HANDBOOK + "/issues/" + opened.get("iid").asInt();
        var changed = guest.json("PUT", path, "{\"title\": \"Mine still\", " + more + "}").json();
        for (String field : List.of("id", "iid", "project_id", "author", "created_at", "state", "closed_at", "user_notes_count", "web_url")) {
            assertThat(changed.get(field)).as(field).isEqualTo(opened.get(field));
        }
        assertThat(changed.get("title").asString()).isEqualTo("Mine still");
        var note = made(guest.json("POST", path + "/notes", "{\"body\": \"Said\", \"system\": true, " + more + "}")).json();
        assertThat(note.get("author").get("username").asString()).isEqualTo("w-guest");
        assertThat(note.get("system").asBoolean()).isFalse();
        assertThat(note.get("created_at").asString()).startsWith("2026-11-04T12:00");
    }

    @Test
    void nobody_lifts_themselves_up() {
        long guest = actors.get(Role.GUEST).id();
        long maintainer = actors.get(Role.MAINTAINER).id();
        Map<String, Answer> tried = new LinkedHashMap<>();
        Tables before = Tables.of(jdbc);
        tried.put("a guest makes themselves owner", programs.get(Role.GUEST)
                .json("PUT", HANDBOOK + "/members/" + guest, "{\"access_level\": 50}"));
        tried.put("a maintainer makes themselves owner", programs.get(Role.MAINTAINER)
                .json("PUT", HANDBOOK + "/members/" + maintainer, "{\"access_level\": 50}"));
        tried.put("a maintainer puts the owner down", programs.get(Role.MAINTAINER)
                .json("PUT", HANDBOOK + "/members/" + actors.get(Role.OWNER).id(), "{\"access_level\": 10}"));
        tried.put("a level that is none", programs.get(Role.OWNER)
                .json("PUT", HANDBOOK + "/members/" + guest, "{\"access_level\": 60}"));
        tried.put("a member makes themselves administrator", programs.get(Role.OWNER)
                .json("PUT", "/api/v4/users/" + actors.get(Role.OWNER).id(), "{\"admin\": true}"));
        tried.put("a member makes a token for Ana", programs.get(Role.OWNER)
                .json("POST", "/api/v4/users/" + company.ana().id() + "/personal_access_tokens", "{\"name\": \"x\", \"scopes\": [\"api\"]}"));
        tried.put("a member makes a member", programs.get(Role.OWNER)
                .json("POST", "/api/v4/users", "{\"username\": \"new\", \"name\": \"New\", \"email\": \"new@halyard.example\", \"admin\": true}"));
        tried.put("a member makes a project where they may not", programs.get(Role.GUEST)
                .json("POST", "/api/v4/projects", "{\"name\": \"mine\", \"namespace_id\": " + company.team().id() + "}"));
        tried.put("a member puts themselves into a team", browsers.get(Role.OWNER)
                .post("/-/teams/" + company.team().id() + "/members", "username", "w-owner", "level", "50"));
        assertThat(tried).allSatisfy((what, answer) -> assertThat(answer.status()).as(what + ": " + start(answer)).isBetween(400, 404));
        assertThat(Tables.of(jdbc).changedSince(before)).isEmpty();
        // A form tells no more than its fields.
        browsers.get(Role.GUEST).post("/-/settings", "name", "Guest", "zone", "Europe/Lisbon", "hours", "", "administrator", "1",
                "email", "other@halyard.example", "state", "active", "id", "" + company.ana().id());
        assertThat(members.find(guest).orElseThrow()).satisfies(member -> {
            assertThat(member.administrator()).isFalse();
            assertThat(member.email()).isEqualTo("GUEST@halyard.example");
        });
    }

    @Test
    void the_number_of_something_elsewhere_has_no_effect() {
        long theirs = jdbc.sql("select id from label where name = 'theirs'").query(Long.class).single();
        long noteElsewhere = jdbc.sql("select id from comment where body = 'A note elsewhere'").query(Long.class).single();
        long anasToken = jdbc.sql("select min(id) from token where member_id = :id").param("id", company.ana().id()).query(Long.class).single();
        String anasSession = jdbc.sql("select encode(hash, 'hex') from session limit 1").query(String.class).optional().orElse("0".repeat(64));
        long stranger = members.create(new Members.Draft(
                "stranger", "Stranger", "stranger@elsewhere.example", ZoneId.of("Europe/Lisbon"), false, true, null)).id();
        Tab owner = programs.get(Role.OWNER);
        Tab page = browsers.get(Role.OWNER);
        made(owner.post(HANDBOOK + "/issues", "title", "Confidential", "confidential", "true"));
        String iid = fresh(owner);
        Map<String, Answer> tried = new LinkedHashMap<>();
        Tables before = Tables.of(jdbc);
        tried.put("delete a label", owner.delete(HANDBOOK + "/labels/" + theirs));
        tried.put("rename a label", owner.put(HANDBOOK + "/labels/" + theirs, "new_name", "mine"));
        tried.put("remove a label", page.post("/halyard/handbook/-/labels/" + theirs + "/removal"));
        tried.put("change a note", owner.put(HANDBOOK + "/issues/1/notes/" + noteElsewhere, "body", "Mine"));
        tried.put("delete a note", owner.delete(HANDBOOK + "/issues/1/notes/" + noteElsewhere));
        tried.put("save a note", page.post("/halyard/handbook/-/issues/1/notes/" + noteElsewhere, "note", "Mine"));
        tried.put("remove a note", page.post("/halyard/handbook/-/issues/1/notes/" + noteElsewhere + "/removal"));
        tried.put("revoke a token", owner.delete("/api/v4/personal_access_tokens/" + anasToken));
        tried.put("revoke a token on its page", page.post("/-/settings/tokens/" + anasToken + "/revocation"));
        tried.put("end a session", browsers.get(Role.GUEST).post("/-/settings/keys/browsers/" + anasSession + "x/revocation"));
        tried.put("assign who can't see it", owner.json("PUT", HANDBOOK + "/issues/" + iid, "{\"assignee_ids\": [999999]}"));
        tried.put("assign an outsider", owner.json("PUT", HANDBOOK + "/issues/" + iid, "{\"assignee_ids\": [" + stranger + "]}"));
        tried.put("a member of elsewhere", owner.put(HANDBOOK + "/members/" + company.kei().id(), "access_level", "10"));
        tried.put("a to-do of somebody else", programs.get(Role.GUEST).post("/api/v4/todos/1/mark_as_done"));
        assertThat(tried).allSatisfy((what, answer) -> assertThat(answer.status()).as(what + ": " + start(answer)).isBetween(400, 422));
        assertThat(Tables.of(jdbc).changedSince(before)).isEmpty();
    }

    @Test
    void a_token_does_what_its_scopes_allow_and_nothing_else() {
        Answer shown = browsers.get(Role.OWNER).post("/-/settings/tokens", "name", "reads", "scopes", "read_api");
        Tab reads = browser.with("PRIVATE-TOKEN", shown.text(".token-text"));
        assertThat(reads.get(HANDBOOK + "/issues").status()).isEqualTo(200);
        Tables before = Tables.of(jdbc);
        assertThat(reads.post(HANDBOOK + "/issues", "title", "No").status()).isEqualTo(403);
        assertThat(reads.put(HANDBOOK, "description", "No").status()).isEqualTo(403);
        assertThat(reads.delete(HANDBOOK).status()).isEqualTo(403);
        assertThat(Tables.of(jdbc).changedSince(before)).isEmpty();
    }
}
