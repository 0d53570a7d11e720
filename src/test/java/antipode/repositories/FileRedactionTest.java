package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.git.Repositories;
import antipode.projects.Project;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana takes a password out of the history: nothing in the database or in git knows it any more, and all that named a commit still
/// names it.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileRedactionTest {

    private static final String SECRET = "hunter2xyz";
    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";

    @TempDir
    private Path folder = Path.of("");

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Repositories repositories;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Project handbook;
    private Browser.Tab ana;
    private Browser.Tab program;

    FileRedactionTest(Cast cast, Browser browser, Edits edits, Repositories repositories, Outbox outbox, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.repositories = repositories;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        handbook = company.handbook();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
    }

    private String commit(String branch, String from, String file, String text, boolean fresh) {
        edits.commit(company.ana(), handbook, branch, from, "Write " + file,
                List.of(fresh ? Edits.Action.create(file, text) : Edits.Action.update(file, text)), null);
        return program.get(HANDBOOK + "/repository/branches/" + branch).json().get("commit").get("id").asString();
    }

    /// Where a word still stands: tables, and objects of git as they are unpacked.
    private Set<String> where(String word) throws IOException {
        var bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        var found = new TreeSet<>(jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list().stream()
                .filter(table -> jdbc.sql("select exists (select from \"" + table + "\" kept where kept::text like any (:forms))")
                        .param("forms", new String[] {"%" + word + "%", "%" + bytes + "%"}).query(Boolean.class).single())
                .toList());
        assertThat(jdbc.sql("select state from git_pack where repository = :id and state <> 'live'").param("id", handbook.id()).query(String.class).list())
                .isEmpty();
        try (var git = repositories.open(handbook.id()); var reader = (DfsReader) git.newObjectReader()) {
            for (var pack : ((DfsRepository) git).getObjectDatabase().getPacks()) {
                for (var entry : pack.getPackIndex(reader)) {
                    if (new String(reader.open(entry.toObjectId()).getBytes(), StandardCharsets.ISO_8859_1).contains(word)) {
                        found.add("git");
                    }
                }
            }
        }
        return found;
    }

    private Git clone(String name) {
        var token = program.post("/api/v4/users/" + company.ana().id() + "/personal_access_tokens", "name", name, "scopes[]", "api").json();
        return Git.clone(
                browser.address().replace("http://", "http://ana:" + token.get("token").asString() + "@") + "/halyard/handbook.git", folder.resolve(name),
                "--mirror");
    }

    @Test
    void a_secret_goes_from_the_whole_history_and_everything_else_stays_whole() throws IOException {
        commit("main", null, "start.md", "# Start\n", true);
        var leaked = commit("main", null, "config.md", "# Config\n\npassword: " + SECRET + "\n", true);
        commit("main", null, "config.md", "# Config\n\npassword: " + SECRET + "\nport: 7\n", false);
        var mended = commit("main", null, "config.md", "# Config\n\nport: 7\n", false);
        program.post(HANDBOOK + "/repository/tags", "tag_name", "v1", "ref", leaked, "message", "The first");
        commit("change", "main", "config.md", "# Config\n\nport: 8, once " + SECRET + "\n", false);
        var made = program.post(HANDBOOK + "/merge_requests", "source_branch", "change", "target_branch", "main", "title", "Another port").json();
        var request = HANDBOOK + "/merge_requests/" + made.get("iid").asInt();
        var refs = made.get("diff_refs");
        var said = program.json("POST", request + "/discussions", """
                {"body": "Why?", "position": {"position_type": "text", "base_sha": %s, "start_sha": %s, "head_sha": %s,
                 "old_path": "config.md", "new_path": "config.md", "new_line": 3}}"""
                .formatted(refs.get("base_sha"), refs.get("start_sha"), refs.get("head_sha")));
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        browser.program(company.mia()).post(request + "/approve");
        outbox.drain();
        ana.get("/halyard/handbook/-/blame/main/config.md");
        assertThat(where(SECRET)).contains("git", "thread_place");
        var before = clone("before");
        var approved = jdbc.sql("select count(*) from approval").query(Integer.class).single();

        var page = "/halyard/handbook/-/redact/main/config.md";
        assertThat(ana.get(page).text("main")).contains("All 4 versions of the file").contains("new ids");
        assertThat(ana.post(page, "words", SECRET).status()).isEqualTo(422);
        assertThat(ana.post(page, "words", "nowhere at all", "because", "x").text("main")).contains("They don't stand in any version");
        ana.post(page, "words", SECRET, "because", "it held a password");
        outbox.drain();

        assertThat(where(SECRET)).isEmpty();
        var after = clone("after");
        assertThat(after.attempt("fsck", "--strict").out()).doesNotContain("error", "missing", "broken");
        assertThat(after.run("log", "--all", "-S", SECRET, "--oneline")).isEmpty();
        assertThat(after.run("show", "main~2:config.md")).isEqualTo("# Config\n\npassword: [redacted]");
        assertThat(after.run("log", "--format=%an %s %ad", "main")).isEqualTo(before.run("log", "--format=%an %s %ad", "main"));
        assertThat(after.run("cat-file", "-p", "v1")).contains("The first").doesNotContain(leaked);

        var now = program.get(request).json();
        assertThat(now.get("sha").asString()).isEqualTo(after.run("rev-parse", "change")).isNotEqualTo(made.get("sha").asString());
        assertThat(jdbc.sql("select count(*) from approval join merge_request on merge_request.head = approval.head").query(Integer.class).single())
                .isEqualTo(approved);
        assertThat(ana.get(now.get("web_url").asString().replace(browser.address(), "") + "/diffs").text("main")).contains("once [redacted]");
        assertThat(program.get(HANDBOOK + "/repository/commits/" + mended).json().get("id").asString()).isEqualTo(after.run("rev-parse", "main"));
        assertThat(ana.get("/halyard/handbook/-/blame/main/config.md").text("main")).contains("port: 7");
        assertThat(ana.get("/halyard/handbook/-/handbook/config.md").status()).isEqualTo(200);
        assertThat(ana.get("/halyard/handbook/-/audit?kind=file").text("main")).contains("@ana redacted file config.md");

        before.run("config", "remote.origin.mirror", "false");
        assertThat(before.attempt("push", "origin", leaked + ":refs/heads/again").out()).contains("brings back a file that was redacted");
        assertThat(where(SECRET)).isEmpty();
    }

    @Test
    void a_whole_file_goes_and_its_place_says_who_took_it_when_and_why() throws IOException {
        commit("main", null, "customers.csv", "name\nSomebody of " + SECRET + "\n", true);
        var answer = program.post(HANDBOOK + "/repository/files/customers.csv/redact", "because", "people’s names");
        assertThat(answer.json().get("commits").asInt()).isPositive();
        outbox.drain();
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/raw/main/customers.csv").body()).isEqualTo("Redacted by @ana on 2026-11-04. Why: people’s names\n");
        assertThat(browser.program(company.kei()).post(HANDBOOK + "/repository/files/customers.csv/redact", "because", "x").status()).isEqualTo(403);
        assertThat(program.post(HANDBOOK + "/repository/files/nothing.csv/redact", "because", "x").status()).isEqualTo(404);
    }
}
