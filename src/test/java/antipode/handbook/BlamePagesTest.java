package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who wrote which line, what a page was before, and what has changed since somebody read it.
@AntipodeTest
class BlamePagesTest {

    final Cast cast;
    final Edits edits;
    final Outbox outbox;
    final Sessions sessions;
    final JdbcClient jdbc;
    final TestClock clock;
    static Cast.Company company;
    Project handbook;
    Browser kei;

    @LocalServerPort
    int port;

    BlamePagesTest(Cast cast, Edits edits, Outbox outbox, Sessions sessions, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.outbox = outbox;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void a_handbook() {
        if (company == null) {
            company = cast.arrive();
        }
        handbook = company.handbook();
        kei = Browser.of(port, sessions, company.kei());
    }

    String commit(String message, Action... actions) {
        return by(company.ana(), message, actions);
    }

    String by(Actor writer, String message, Action... actions) {
        clock.forward(Duration.ofMinutes(1));
        return edits.commit(writer, handbook, "main", null, message, List.of(actions), null);
    }

    String read(String path) {
        var response = kei.get(handbook.url() + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    static Action moved(String from, String to, String text) {
        return new Action(Edits.Kind.MOVE, to, from, text.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void one_goes_back_line_by_line_to_what_stood_there_before_under_the_name_it_had() {
        commit("Begin", Action.create("old.md", "# Days\n\nTwenty days a year, no more.\n\nAnd the public holidays of where you live.\n"));
        commit("Call it otherwise", moved("old.md", "days.md", "# Days\n\nTwenty days a year, no more.\n\nAnd the public holidays of where you live.\n"));
        var changed = commit("Give more", Action.update("days.md", "# Days\n\nTwenty five days a year, no fewer.\n\nAnd the public holidays of where you live.\n"));
        var page = read("/-/blame/main/days.md");
        assertThat(page).contains("Give more", "Begin", "from old.md", "aria-label=\"Blame before this change, from line 3\"", "class=\"age age-5\"", "this week");
        var way = "/-/blame/" + changed + "/days.md?before=3";
        assertThat(page).contains(handbook.url() + way);
        var before = Browser.location(kei.get(handbook.url() + way));
        assertThat(before).contains("/days.md#L3");
        assertThat(kei.get(before.replaceAll("#.*", "")).body()).contains("Twenty days a year, no more.");
        var renamed = Pattern.compile("blame/([0-9a-f]{40})/days").matcher(before);
        assertThat(renamed.find()).isTrue();
        assertThat(Browser.location(kei.get(handbook.url() + "/-/blame/" + renamed.group(1) + "/days.md?before=3"))).contains("/old.md#L3");
        var first = Pattern.compile("href=\"([^\"]*old.md\\?before=1)\"").matcher(page);
        assertThat(first.find()).isTrue();
        assertThat(Browser.location(kei.get(first.group(1)))).as("there was nothing before").contains("/-/commit/");
    }

    @Test
    void what_has_no_lines_says_so_and_many_lines_come_in_pages() {
        var broken = new byte[] {'a', (byte) 0xFF, '\n', 'b', '\n'};
        commit("All sorts", Action.create("empty.txt", ""), Action.create("large.txt", "x\n".repeat(3_000_000)),
                Action.create("long.txt", "line\n".repeat(2_500)), new Action(Edits.Kind.CREATE, "odd.txt", null, broken, null),
                new Action(Edits.Kind.CREATE, "blob.bin", null, "\0\1\2".getBytes(StandardCharsets.UTF_8), null));
        assertThat(read("/-/blame/main/empty.txt")).contains("nobody has written a line of it");
        assertThat(read("/-/blame/main/blob.bin")).contains("not a text");
        assertThat(read("/-/blame/main/large.txt")).contains("more than 5 MiB");
        assertThat(read("/-/blame/main/odd.txt")).contains("a\uFFFD", "id=\"L2\"");
        assertThat(read("/-/blame/main/long.txt")).contains("Lines 1 to 1,000 of 2,500", "id=\"L1000\"", "?page=2").doesNotContain("id=\"L1001\"");
        assertThat(read("/-/blame/main/long.txt?page=3")).contains("Lines 2,001 to 2,500 of 2,500", "id=\"L2500\"").doesNotContain("page=4");
        assertThat(read("/-/blame/main/long.txt?page=99")).contains("id=\"L2500\"");
        assertThat(kei.get(handbook.url() + "/-/blame/main/long.txt?page=many").statusCode()).isEqualTo(400);
        assertThat(kei.get(handbook.url() + "/-/blame/main/long.txt?before=many").statusCode()).isEqualTo(400);
    }

    @Test
    void a_file_of_a_million_lines_is_told_in_pages() {
        commit("Count", Action.create("million.txt", "n\n".repeat(1_000_000)));
        assertThat(read("/-/blame/main/million.txt?page=1000")).contains("Lines 999,001 to 1,000,000 of 1,000,000", "id=\"L1000000\"");
    }

    @Test
    void the_history_of_a_page_follows_its_names_and_any_two_versions_are_compared_in_words() {
        var first = commit("Write it", Action.create("tale.md", "# Tale\n\nOnce upon a time there was a ferry that nobody took.\n"));
        var moved = commit("Move it", moved("tale.md", "tales/ferry.md", "# Tale\n\nOnce upon a time there was a ferry that nobody took.\n"));
        var last = commit("Change it", Action.update("tales/ferry.md", "# Tale\n\nOnce upon a time there was a ferry that everybody took.\n"));
        var history = read("/-/commits/main/tales/ferry.md");
        assertThat(history).contains("Change it", "Move it", "Write it", "called tale.md before", "/-/versions/tales/ferry.md?from=" + moved + "&amp;to=" + last,
                "/-/handbook/tale.md?at=" + first, "Compare the two chosen");
        var changes = read("/-/versions/tales/ferry.md?from=" + first + "&to=" + last);
        assertThat(changes).contains("<del>nobody</del>", "<ins>everybody</ins>", "called tale.md then", "1 word in, 1 out");
        assertThat(read("/-/versions/tales/ferry.md?from=" + first + "&to=" + moved)).contains("Both versions say the same");
        assertThat(read("/-/commits/main/tales/ferry.md?after=" + moved)).contains("Write it", "Newest").doesNotContain("Change it");
        for (var odd : List.of("/-/versions/tales/ferry.md?from=nonsense", "/-/versions/nothing.md", "/-/versions/tales/ferry.md?to=" + "0".repeat(40))) {
            assertThat(kei.get(handbook.url() + odd).statusCode()).as(odd).isEqualTo(404);
        }
    }

    @Test
    void a_page_quietly_says_what_changed_since_one_read_it() {
        commit("Write", Action.create("rules.md", "# Rules\n\nThe first rule is short.\n\nThe second rule is long.\n\nThe third is none.\n"));
        outbox.drain();
        assertThat(read("/-/handbook/rules.md")).doesNotContain("since you read it");
        clock.forward(Duration.ofHours(3));
        assertThat(read("/-/handbook/rules.md")).doesNotContain("since you read it");
        clock.forward(Duration.ofHours(3));
        commit("Change", Action.update("rules.md", "# Rules\n\nThe first rule is quite short.\n\nThe second rule is long.\n\nThe third is none.\n\nThe fourth is new.\n"));
        outbox.drain();
        var ana = Browser.of(port, sessions, company.ana());
        assertThat(ana.get(handbook.url() + "/-/handbook/rules.md").body()).as("what others have read is theirs").doesNotContain("since you read it");
        var page = read("/-/handbook/rules.md");
        assertThat(page).contains("2 paragraphs changed</a> since you read it on", "class=\"block changed-since\" id=\"L3\"", "class=\"block\" id=\"L5\"", "class=\"block changed-since\" id=\"L9\"", "changed since you read it</p>");
        var way = Pattern.compile("href=\"([^\"]*/-/versions/[^\"]*)\"").matcher(page);
        assertThat(way.find()).isTrue();
        assertThat(kei.get(way.group(1).replace("&amp;", "&")).body()).contains("<ins>quite", "The fourth is new.");
        assertThat(read("/-/handbook/rules.md")).as("as long as the visit lasts").contains("2 paragraphs changed");
        clock.forward(Duration.ofMinutes(31));
        assertThat(read("/-/handbook/rules.md")).as("it was read").doesNotContain("since you read it");
        assertThat(jdbc.sql("select count(*) from page_reading where project_id = :project").param("project", handbook.id()).query(Integer.class).single()).isEqualTo(2);
    }
}
