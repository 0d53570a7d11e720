package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A maintainer takes words away for good; who, when and why stay.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {

    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";
    private static final String SECRET = "hunter2xyz";

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Tab ana;
    private Tab program;
    private Tab kei;

    RedactionTest(Cast cast, Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        var company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
        kei = browser.program(company.kei());
    }

    private String issue(String description) {
        return kei.post(HANDBOOK + "/issues", "title", "Berths", "description", description).json().get("iid").asString();
    }

    /// The tables in which a word still stands.
    private java.util.List<String> where(String word) {
        return jdbc.sql("select tablename from pg_tables where schemaname = 'public' order by 1").query(String.class).list().stream()
                .filter(table -> jdbc.sql("select exists (select from \"" + table + "\" kept where kept::text like :word)")
                        .param("word", "%" + word + "%").query(Boolean.class).single())
                .toList();
    }

    @Test
    void a_redacted_comment_is_gone_from_every_table_and_says_who_when_and_why() {
        var iid = issue("A question");
        var note = kei.post(HANDBOOK + "/issues/" + iid + "/notes", "body", "It is " + SECRET).json().get("id").asString();
        kei.put(HANDBOOK + "/issues/" + iid + "/notes/" + note, "body", "It was " + SECRET + ", I think");
        var path = "/halyard/handbook/-/issues/" + iid + "/notes/" + note + "/redaction";
        assertThat(ana.get(path).text("main")).contains("a comment by Kei Nakamura").contains("one earlier version").contains(SECRET);
        assertThat(ana.post(path).status()).isEqualTo(422);
        assertThat(where(SECRET)).isNotEmpty();
        ana.post(path, "because", "it held a password");
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/issues/" + iid).text("main"))
                .contains("Redacted by @ana on 2026-11-04. Why: it held a password")
                .contains("redacted a comment by Kei Nakamura, because it held a password");
        assertThat(ana.get("/search?q=" + SECRET).text("main")).doesNotContain("I think");
        assertThat(ana.get("/halyard/handbook/-/audit?kind=issue").text("main")).contains("redacted a comment by Kei Nakamura");
    }

    @Test
    void a_redacted_description_takes_its_earlier_versions_along_and_leaves_the_titles() {
        var iid = issue("Call " + SECRET);
        kei.put(HANDBOOK + "/issues/" + iid, "title", "Berths in Horta", "description", "Call somebody");
        assertThat(program.post(HANDBOOK + "/issues/" + iid + "/redact", "because", "a number of somebody").status()).isEqualTo(204);
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/issues/" + iid + "/history").text("main")).contains("Berths in Horta").contains("Berths");
        assertThat(program.get(HANDBOOK + "/issues/" + iid).json().get("description").asString()).contains("a number of somebody");
    }

    @Test
    void it_takes_a_maintainer_and_a_reason() {
        var iid = issue("Mine");
        assertThat(kei.post(HANDBOOK + "/issues/" + iid + "/redact", "because", "I want to").status()).isEqualTo(403);
        assertThat(program.post(HANDBOOK + "/issues/" + iid + "/redact").status()).isEqualTo(400);
        assertThat(program.get(HANDBOOK + "/issues/" + iid).json().get("description").asString()).isEqualTo("Mine");
    }
}
