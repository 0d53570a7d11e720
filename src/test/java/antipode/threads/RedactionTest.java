package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.mail.incoming.IncomingMails;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A maintainer takes words away for good; who, when and why stay.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {

    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";
    private static final String SECRET = "hunter2xyz";

    /// What such columns hold is said by the product, or is an id or a path of git.
    private static final Set<String> NO_WORDS = Set.of(
            "action", "base", "blob", "channel", "commit", "default_effect", "done_cause", "dropped_because", "event", "head", "kind", "level",
            "path", "reason", "rule", "sha", "start_commit", "state", "verdict");

    /// The search is written anew with the words, and pages with their commits; a reaction is an emoji's name.
    private static final Set<String> FOLLOWS =
            Set.of("document.body", "document.title", "page_citation.anchor", "page_citation.heading", "reaction.name");

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private final IncomingMails mails;
    private final Outbox outbox;
    private final ObjectProvider<WordPlaces> rooms;
    private Cast.Company company;
    private Tab ana;
    private Tab program;
    private Tab kei;

    RedactionTest(Cast cast, Browser browser, JdbcClient jdbc, IncomingMails mails, Outbox outbox, ObjectProvider<WordPlaces> rooms) {
        this.rooms = rooms;
        this.mails = mails;
        this.outbox = outbox;
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
        kei = browser.program(company.kei());
    }

    private String issue(String description) {
        return kei.post(HANDBOOK + "/issues", "title", "Berths", "description", description).json().get("iid").asString();
    }

    /// The tables in which a word still stands, as text or among bytes.
    private List<String> where(String word) {
        var bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return jdbc.sql("select tablename from pg_tables where schemaname = 'public' order by 1").query(String.class).list().stream()
                .filter(table -> jdbc.sql("select exists (select from \"" + table + "\" kept where kept::text like any (:forms))")
                        .param("forms", new String[] {"%" + word + "%", "%" + bytes + "%"}).query(Boolean.class).single())
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
    void what_was_asked_with_a_comment_goes_with_it() {
        var iid = issue("A question");
        var note = kei.post(HANDBOOK + "/issues/" + iid + "/notes", "body", "Is it " + SECRET + "?").json().get("id").asString();
        var asked = kei.post(HANDBOOK + "/issues/" + iid + "/asks", "question", "Is it " + SECRET + "?", "to", "ana", "note_id", note);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(where(SECRET)).contains("ask", "comment", "document", "event", "todo");
        ana.post("/halyard/handbook/-/issues/" + iid + "/notes/" + note + "/redaction", "because", "it held a password");
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/-/asks").text("main")).contains("[redacted]");
    }

    @Test
    void a_title_goes_with_all_it_was_before() {
        var iid = kei.post(HANDBOOK + "/issues", "title", "Berth of " + SECRET).json().get("iid").asString();
        kei.put(HANDBOOK + "/issues/" + iid, "title", SECRET + " again");
        kei.put(HANDBOOK + "/issues/" + iid, "title", "A berth");
        var path = "/halyard/handbook/-/issues/" + iid;
        ana.post(path + "/redaction", "what", "title", "because", "it named a customer");
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get(path).text("main")).contains("Redacted title").contains("redacted the title, because it named a customer");
        assertThat(ana.get(path + "/history").status()).isEqualTo(200);
    }

    @Test
    void only_what_a_text_said_before_goes_and_what_it_says_now_stays() {
        var iid = issue("Call " + SECRET);
        kei.put(HANDBOOK + "/issues/" + iid, "description", "Call somebody");
        program.post(HANDBOOK + "/issues/" + iid + "/redact", "what", "before", "because", "a number of somebody");
        assertThat(where(SECRET)).isEmpty();
        assertThat(kei.get(HANDBOOK + "/issues/" + iid).json().get("description").asString()).isEqualTo("Call somebody");
    }

    @Test
    void words_go_wherever_they_stand_in_the_project_and_nothing_else() {
        var words = "p&ss*\"word<" + SECRET;
        var iid = issue("Mine");
        var other = issue("> It is `" + words + "`, *says* Kei, and the rest stays");
        kei.post(HANDBOOK + "/issues/" + iid + "/notes", "body", "It is " + words + ".");
        kei.post(HANDBOOK + "/issues/" + iid + "/asks", "question", "Is it " + words + "?", "to", "ana", "default_effect", "comment", "default_text", "Use " + words);
        kei.json("POST", HANDBOOK + "/issues/" + iid + "/handoffs", "{\"to\": \"@mia\", \"next\": \"Turn " + SECRET + " off\"}");
        mails.bring("kei@halyard.example", "in@in.halyard.example", "SMTP", ("Subject: " + SECRET + "\r\n\r\n> " + SECRET).getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                insert into incoming_claim (mail_id, member_id, issuable_id)
                select max(incoming_mail.id), :kei, (select max(id) from issuable where iid = :iid and kind = 'issue') from incoming_mail""")
                .param("kei", company.kei().id()).param("iid", Integer.parseInt(iid)).update();
        outbox.drain();
        assertThat(where(SECRET)).contains("ask", "comment", "document", "event", "handoff", "incoming_mail_piece", "issuable", "todo");
        assertThat(ana.post("/halyard/handbook/-/issues/" + iid + "/redaction", "what", "nothing", "words", "pass", "because", "x").text("main"))
                .contains("needs 6 characters at least");
        for (var part : List.of(words, SECRET)) {
            ana.post("/halyard/handbook/-/issues/" + iid + "/redaction", "what", "nothing", "words", part, "because", "a password");
        }
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/issues/" + other).text("main"))
                .contains("It is [redacted], says Kei, and the rest stays").contains("redacted words, because a password");
        assertThat(ana.get("/search?q=somewhere").status()).isEqualTo(200);
    }

    @Test
    void a_file_goes_wherever_it_is_shown_and_its_address_says_who_took_it_away() {
        var file = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + SECRET + ".txt\"\r\n\r\nIt is " + SECRET + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var kept = kei.postRaw(HANDBOOK + "/uploads", "multipart/form-data; boundary=b", file).json();
        var iid = issue("See " + kept.get("markdown").asString() + " for more");
        var other = issue("Also " + kept.get("markdown").asString());
        var page = ana.get("/halyard/handbook/-/issues/" + iid + "/redaction");
        var number = page.page().select("input[name=files]").attr("value");
        assertThat(number).isNotEmpty();
        ana.post("/halyard/handbook/-/issues/" + iid + "/redaction", "what", "nothing", "files", number, "because", "a list of customers");
        assertThat(where(SECRET)).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/issues/" + iid).text("main")).contains("See [redacted] for more").contains("redacted a file");
        assertThat(ana.get("/halyard/handbook/-/issues/" + other).text("main")).contains("Also [redacted]");
        var gone = ana.get(kept.get("full_path").asString());
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("Redacted by @ana on 2026-11-04. Why: a list of customers");
    }

    @Test
    void every_column_of_words_that_belongs_to_a_thread_is_named_by_its_room() {
        var columns = new TreeSet<>(jdbc.sql("""
                        select distinct col.table_name || '.' || col.column_name from information_schema.columns col
                        join information_schema.columns thing on thing.table_schema = 'public' and thing.table_name = col.table_name
                            and thing.column_name in ('issuable_id', 'merge_request_id', 'decision_id', 'comment_id')
                        where col.table_schema = 'public' and col.data_type in ('text', 'jsonb')""").query(String.class).list());
        rooms.stream().flatMap(room -> room.places().stream()).forEach(place -> {
            columns.remove(place.table() + "." + place.column());
            columns.remove(place.table() + "." + place.html());
        });
        columns.removeAll(FOLLOWS);
        columns.removeIf(column -> NO_WORDS.contains(column.substring(column.indexOf('.') + 1)));
        assertThat(columns).as("columns to be named by the room's WordPlaces, or here if people write nothing there").isEmpty();
    }

    @Test
    void it_takes_a_maintainer_and_a_reason() {
        var iid = issue("Mine");
        assertThat(kei.post(HANDBOOK + "/issues/" + iid + "/redact", "because", "I want to").status()).isEqualTo(403);
        assertThat(program.post(HANDBOOK + "/issues/" + iid + "/redact").status()).isEqualTo(400);
        assertThat(program.get(HANDBOOK + "/issues/" + iid).json().get("description").asString()).isEqualTo("Mine");
    }
}
