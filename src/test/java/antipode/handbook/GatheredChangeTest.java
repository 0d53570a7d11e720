package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.repositories.Commits;
import antipode.repositories.Diffs;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.threads.Attachments;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Ana changes several pages as one, pastes pictures, and meets what others changed meanwhile.
@AntipodeTest
class GatheredChangeTest {

    final Cast cast;
    final Edits edits;
    final Files files;
    final Commits commits;
    final Diffs diffs;
    final Attachments attachments;
    final Sessions sessions;
    static Cast.Company company;
    static int count;
    Project handbook;
    String one;
    String other;
    Browser ana;

    @LocalServerPort
    int port;

    GatheredChangeTest(Cast cast, Edits edits, Files files, Commits commits, Diffs diffs, Attachments attachments, Sessions sessions) {
        this.cast = cast;
        this.edits = edits;
        this.files = files;
        this.commits = commits;
        this.diffs = diffs;
        this.attachments = attachments;
        this.sessions = sessions;
    }

    @BeforeEach
    void pages() {
        if (company == null) {
            company = cast.arrive();
        }
        handbook = company.handbook();
        one = "one-" + ++count + ".md";
        other = "folder/other-" + count + ".md";
        commit("Write", Action.create(one, "# One\n\nFirst.\n\nSecond.\n"), Action.create(other, "# Other\n\nSee [one](../" + one + ").\n"));
        ana = Browser.of(port, sessions, company.ana());
    }

    void commit(String message, Action... actions) {
        edits.commit(company.ana(), handbook, "main", null, message, List.of(actions), null);
    }

    Map<String, String> form(String branch, String path, String content, String... more) {
        var base = files.locate(handbook.id(), branch, path).map(Files.Located::blob).orElse("");
        var form = new HashMap<>(Map.of("base", base, "content", content, "title", ""));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    String text(String branch, String path) {
        return files.find(handbook.id(), branch, path).orElseThrow().text();
    }

    String begin(String content) {
        var location = Browser.location(ana.post("/halyard/handbook/-/edit/main/" + one, form("main", one, content, "onto", "new")));
        assertThat(location).startsWith("/halyard/handbook/-/changes/ana-patch-");
        return location;
    }

    @Test
    void several_pages_go_as_one_commit_and_one_merge_request() {
        var change = begin("# One\n\nFirst, better.\n\nSecond.\n");
        var branch = change.replaceAll(".*/", "");
        assertThat(ana.get(change).body()).contains("1 file on", one, "Change One", "Propose as a draft");
        var edit = Browser.location(ana.get(change + "?edit=" + other));
        assertThat(edit).isEqualTo("/halyard/handbook/-/edit/" + branch + "/" + other);
        assertThat(ana.get(edit).body()).contains("Add to the change");
        assertThat(Browser.location(ana.post(edit, form(branch, other, "# Other\n\nLook at [one](../" + one + ").\n")))).isEqualTo(change);
        assertThat(ana.get("/halyard/handbook/-/edit/main/" + other).body()).as("it can be joined from any page").contains("value=\"" + branch + "\"");
        var fresh = Browser.location(ana.post("/halyard/handbook/-/new/" + branch, form(branch, "x", "Words.\n", "heading", "How we ship, " + count, "folder", "folder", "path", "")));
        assertThat(fresh).isEqualTo(change);
        assertThat(text(branch, "folder/how-we-ship-" + count + ".md")).isEqualTo("# How we ship, " + count + "\n\nWords.\n");
        assertThat(ana.get(change).body()).contains("3 files on", "new");
        assertThat(ana.post(change + "/proposal", Map.of("title", " ")).statusCode()).isEqualTo(422);
        var proposed = Browser.location(ana.post(change + "/proposal", Map.of("title", "Say it better", "description", "Nobody understood it.")));
        assertThat(proposed).startsWith("/halyard/handbook/-/merge_requests/");
        var brought = commits.between(handbook.id(), "main", branch, 10);
        assertThat(brought).singleElement().satisfies(commit -> assertThat(commit.message().strip()).isEqualTo("Say it better\n\nNobody understood it."));
        assertThat(diffs.of(handbook.id(), branch)).hasSize(3);
        assertThat(ana.get(proposed).body()).contains("Say it better", "Nobody understood it.");
        assertThat(Browser.location(ana.get(change))).isEqualTo(proposed);
        assertThat(ana.get("/halyard/handbook/-/edit/" + branch + "/" + one).body()).as("from then on it is a commit more").contains("Commit to !");
    }

    @Test
    void what_was_gathered_can_be_taken_out_again_and_given_up() {
        var change = begin("# One\n\nFirst, better.\n\nSecond.\n");
        var branch = change.replaceAll(".*/", "");
        ana.post(change + "/withdrawal", Map.of("path", one));
        assertThat(ana.get(change).body()).contains("Nothing is changed here yet");
        assertThat(ana.post(change + "/proposal", Map.of("title", "Nothing")).statusCode()).isEqualTo(422);
        assertThat(Browser.of(port, sessions, company.kei()).get(change).statusCode()).isEqualTo(403);
        Browser.location(ana.post(change + "/end", Map.of()));
        assertThat(ana.get(change).statusCode()).isEqualTo(404);
        assertThat(files.locate(handbook.id(), branch, one)).isEmpty();
    }

    @Test
    void a_pasted_picture_becomes_a_file_beside_the_page_in_the_same_commit() throws Exception {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", picture);
        var link = attachments.keep(company.ana(), handbook.id(), "image.png", picture.toByteArray());
        var page = "/halyard/handbook/-/edit/main/" + other;
        var text = "# Other\n\n" + link + "\n\n" + link + "\n";
        assertThat(ana.post("/halyard/handbook/-/preview/main/" + other, Map.of("text", text)).body()).contains("<img", "/-/project/" + handbook.id() + "/uploads/");
        var proposed = Browser.location(ana.post(page, form("main", other, text)));
        var branch = "ana-patch-" + java.util.stream.IntStream.iterate(30, n -> n - 1)
                .filter(n -> n == 0 || files.locate(handbook.id(), "ana-patch-" + n, "folder/other-" + count + ".png").isPresent()).findFirst().orElseThrow();
        assertThat(files.find(handbook.id(), branch, "folder/other-" + count + ".png").orElseThrow().bytes()).isEqualTo(picture.toByteArray());
        assertThat(text(branch, other)).isEqualTo("# Other\n\n![image](other-" + count + ".png)\n\n![image](other-" + count + ".png)\n");
        assertThat(commits.between(handbook.id(), "main", branch, 10)).hasSize(1);
        assertThat(ana.get(proposed).statusCode()).isEqualTo(200);
        var keis = attachments.keep(company.ana(), handbook.id(), "plan.png", picture.toByteArray()).replaceAll(".*\\(|\\)", "");
        var foreign = keis.replaceAll("uploads/.{4}", "uploads/0000");
        var kept = form("main", one, "# One\n\n![x](" + foreign + ")\n", "onto", "new");
        var gathered = Browser.location(ana.post("/halyard/handbook/-/edit/main/" + one, kept)).replaceAll(".*/", "");
        assertThat(text(gathered, one)).as("what isn't theirs stays as written").contains(foreign);
    }

    @Test
    void who_changed_the_same_lines_is_met_place_by_place_and_the_rest_is_merged() {
        var edit = "/halyard/handbook/-/edit/main/" + one;
        var long1 = "# One\n\nFirst.\n\nSecond.\n\nThird.\n\nFourth.\n\nFifth.\n";
        commit("Longer", Action.update(one, long1));
        var form = form("main", one, long1.replace("First", "My first").replace("Fifth", "My fifth"));
        commit("Meanwhile", Action.update(one, long1.replace("First", "Their first").replace("Third", "Their third").replace("Fifth", "Their fifth")));
        var crossed = ana.post(edit, form);
        assertThat(crossed.statusCode()).isEqualTo(409);
        var page = org.jsoup.Jsoup.parse(crossed.body());
        assertThat(page.select(".settle-place")).hasSize(2);
        assertThat(page.selectFirst("textarea[name=content]").wholeText()).contains("My first", "Their third", "My fifth");
        var chosen = new HashMap<String, String>();
        page.select("form.edit-form input[type=hidden]").forEach(field -> chosen.put(field.attr("name"), field.val()));
        chosen.put("mine", page.selectFirst("textarea[name=mine]").wholeText().stripLeading());
        chosen.put("content", page.selectFirst("textarea[name=content]").wholeText().stripLeading());
        chosen.putAll(Map.of("place-0", "target", "place-1", "both", "do", "choose", "onto", "new", "title", "Both"));
        var branch = Browser.location(ana.post(edit, chosen)).replaceAll(".*/", "");
        assertThat(text(branch, one)).isEqualTo("# One\n\nTheir first.\n\nSecond.\n\nTheir third.\n\nFourth.\n\nMy fifth.\nTheir fifth.\n");
    }

    @Test
    void each_line_keeps_its_end_and_a_file_that_ends_without_one_stays_so() {
        var mixed = "# One\r\n\r\nFirst.\n\r\nSecond.";
        commit("Mixed", new Action(Edits.Kind.UPDATE, one, null, mixed.getBytes(StandardCharsets.UTF_8), null));
        var gathered = Browser.location(ana.post("/halyard/handbook/-/edit/main/" + one,
                form("main", one, "# One\r\n\r\nFirst.\r\n\r\nSecond.\r\nThird.", "onto", "new"))).replaceAll(".*/", "");
        assertThat(text(gathered, one)).isEqualTo("# One\r\n\r\nFirst.\n\r\nSecond.\r\nThird.");
        assertThat(ana.post("/halyard/handbook/-/edit/main/" + one, form("main", one, mixed.replace("\n", "\r\n").replace("\r\r", "\r"))).statusCode()).isEqualTo(422);
    }

    @Test
    void the_same_form_sent_twice_is_one_change() {
        var form = form("main", one, "# One\n\nOnce.\n", "once", "key-" + count, "onto", "new");
        var first = Browser.location(ana.post("/halyard/handbook/-/edit/main/" + one, form));
        assertThat(Browser.location(ana.post("/halyard/handbook/-/edit/main/" + one, form))).isEqualTo(first);
    }

    @Test
    void pages_are_offered_as_links_from_where_one_writes() {
        var offered = ana.get("/halyard/handbook/-/pages?from=folder/new.md&q=nothing-like-it");
        assertThat(offered.statusCode()).isEqualTo(200);
        assertThat(LinkChanges.relative("folder", one)).isEqualTo("../" + one);
        assertThat(LinkChanges.relative("a/b", "a/c d/e.md")).isEqualTo("../c%20d/e.md");
    }

    @Test
    void a_page_moves_with_the_links_that_lead_to_it_in_one_change() {
        var asked = ana.get("/halyard/handbook/-/move/main/" + one);
        assertThat(asked.body()).contains("One page points here", other);
        assertThat(ana.post("/halyard/handbook/-/move/main/" + one, Map.of("to", one)).statusCode()).isEqualTo(422);
        assertThat(ana.post("/halyard/handbook/-/move/main/" + one, Map.of("to", other)).statusCode()).isEqualTo(422);
        var change = Browser.location(ana.post("/halyard/handbook/-/move/main/" + one,
                Map.of("to", "folder/deep/moved " + count + ".md", "links", "1", "onto", "new", "do", "move")));
        var branch = change.replaceAll(".*/", "");
        assertThat(text(branch, other)).contains("[one](deep/moved%20" + count + ".md)");
        assertThat(files.locate(handbook.id(), branch, one)).isEmpty();
        assertThat(diffs.of(handbook.id(), branch)).anyMatch(diff -> diff.renamed() && diff.oldPath().equals(one));
        assertThat(ana.get(change).body()).contains("moved from " + one);
    }

    @Test
    void a_page_goes_and_another_stands_in_for_it() {
        var move = "/halyard/handbook/-/move/main/" + one;
        assertThat(ana.post(move, Map.of("do", "delete", "instead", "nowhere.md")).statusCode()).isEqualTo(422);
        var stand = "stand-in-" + count + ".md";
        commit("Another", Action.create(stand, "# Another\n"));
        var branch = Browser.location(ana.post(move, Map.of("do", "delete", "instead", stand, "links", "1", "onto", "new"))).replaceAll(".*/", "");
        assertThat(files.locate(handbook.id(), branch, one)).isEmpty();
        assertThat(text(branch, stand)).isEqualTo("---\naliases:\n  - \"/" + one + "\"\n---\n\n# Another\n");
        assertThat(text(branch, other)).contains("[one](../" + stand + ")");
    }
}
