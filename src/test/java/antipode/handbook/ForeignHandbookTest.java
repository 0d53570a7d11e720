package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.projects.Visibility;
import antipode.testing.Cast;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A handbook that grew elsewhere for ten years is pushed with git, and every page and file of it can be reached.
@AntipodeTest
class ForeignHandbookTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/halyard/handbook/-/(?:handbook|raw|blob|tree|diagrams)[^\"#]*)");

    final Cast cast;
    final Outbox outbox;
    final Sessions sessions;
    final Tokens tokens;
    static Cast.Company company;

    @LocalServerPort
    int port;

    ForeignHandbookTest(Cast cast, Outbox outbox, Sessions sessions, Tokens tokens) {
        this.cast = cast;
        this.outbox = outbox;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    private Cast.Company company() {
        if (company == null) {
            company = cast.arrive();
        }
        return company;
    }

    @Test
    void a_gitbook_is_read_in_its_own_order_under_its_own_titles_and_leads_where_it_says(@TempDir Path folder) throws IOException {
        var company = company();
        var project = cast.project(company.ana(), company.team(), "book", Visibility.INTERNAL);
        var token = tokens.create(company.ana().id(), "git", List.of("api"), null).text();
        var git = Git.begin(folder.resolve("book"));
        git.write(".gitbook.yaml", "root: ./docs/\nstructure:\n  summary: toc/SUMMARY.md\nredirects:\n  old/start: guides/first.md\n  out: ../../x\n")
                .write("README.md", "# For those who build it\n")
                .write("docs/toc/SUMMARY.md", "# Table of contents\n\n* [Welcome](../README.md)\n\n## Guides\n\n* [Zebra *first*](../guides/zebra.md)\n  * [Deep](<../über uns/team (new).md>)\n* Soon\n* [First](../guides/first.md#x \"t\")\n* [Gone](gone.md)\n* [Elsewhere](https://example.org)\n")
                .write("docs/README.md", "# Hello\n").write("docs/guides/zebra.md", "# Zebras\n").write("docs/guides/first.md", "# A\n")
                .write("docs/über uns/team (new).md", "# Team\n").write("docs/guides/aside.md", "# Aside\n");
        git.commit("A book");
        git.run("push", "-q", "http://ana:" + token + "@localhost:" + port + project.url() + ".git", "main");
        outbox.drain();

        var kei = Browser.of(port, sessions, company.kei());
        var pages = project.url() + "/-/handbook/";
        assertThat(Browser.location(kei.get(project.url() + "/-/handbook"))).isEqualTo(pages + "docs/README.md");
        var zebra = Jsoup.parse(kei.get(pages + "docs/guides/zebra.md").body());
        assertThat(zebra.select(".handbook-tree .tree").first().select("a, .tree-part > p").eachText())
                .containsExactly("Welcome", "Guides", "Zebra first", "Deep", "First", "Not in the contents", "For those who build it", "Docs", "Guides", "Aside");
        assertThat(zebra.select(".neighbours a").eachAttr("href")).containsExactly(pages + "docs/README.md", pages + "docs/%C3%BCber%20uns/team%20%28new%29.md");
        assertThat(Browser.location(kei.get(pages + "docs/old/start"))).isEqualTo(pages + "docs/guides/first.md");
        assertThat(Browser.location(kei.get(pages + "old/start.html"))).isEqualTo(pages + "docs/guides/first.md");

        git.write(".gitbook.yaml", "root: [not, {{ yaml\n").commit("Break it");
        git.run("push", "-q", "http://ana:" + token + "@localhost:" + port + project.url() + ".git", "main");
        outbox.drain();
        assertThat(kei.get(pages + "docs/guides/zebra.md").body()).doesNotContain("Not in the contents");
    }

    @Test
    void everything_in_it_is_read_or_kept_and_nothing_breaks(@TempDir Path folder) throws IOException {
        var company = company();
        var token = tokens.create(company.ana().id(), "git", List.of("api"), null).text();
        var git = Git.begin(folder.resolve("old"));
        git.write("README.md", "---\ntitle: [broken\n  yaml: {\n---\n# Old handbook\n\n[a](a%20b/c%20(d).md) [b](<a b/c (d).md>) ![p](bilder/Größe.png) [l](link.md) [d](a%20b) [n](v1.2/) [q](a%20b/c%20(d).md?x=1#y)\n")
                .write("SUMMARY.md", "# Summary\n\n* [Start](README.md)\n* [Deep](a%20b/c%20(d).md)\n")
                .write("a b/c (d).md", "{% hint style=\"info\" %}\nHint.\n{% endhint %}\n\n{{< ref \"x\" >}} {{% unknown %}} {{ .Site.Params }}\n\n```plantuml\n```\n")
                .write("bilder/Gro\u0308\u00dfe.png", "not a picture")
                .write("v1.2/_index.md", "---\nweight: 3\n---\nNo heading.\n")
                .write("über/README.markdown", "# Über\n")
                .write("huge.md", "# Huge\n\n" + "line of words\n".repeat(100_000))
                .write("empty.md", "")
                .write("con'fus%25ed & {b}.md", "# Odd\n")
                .write("many.md", "# Many\n\n" + "[x](x.md) ".repeat(6_000));
        Files.write(folder.resolve("old/binary.md"), new byte[] {0, 1, 2, (byte) 0xff, 10, 0});
        Files.write(folder.resolve("old/latin.md"), "# Gr\u00f6\u00dfe\r\n\r\nM\u00fcll\r\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("old/link.md"), Path.of("README.md"));
        Files.createSymbolicLink(folder.resolve("old/out.md"), Path.of("../../../../etc/passwd"));
        Files.createSymbolicLink(folder.resolve("old/loop"), Path.of("loop"));
        git.run("add", "-A");
        git.run("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,sub");
        git.run("commit", "-q", "-m", "Ten years");
        git.run("push", "-q", "http://ana:" + token + "@localhost:" + port + "/halyard/handbook.git", "main");
        outbox.drain();

        var kei = Browser.of(port, sessions, company.kei());
        var seen = new HashMap<String, Integer>();
        var next = new ArrayDeque<>(List.of("/halyard/handbook/-/handbook", "/halyard/handbook/-/tree/main", "/halyard/handbook/-/broken-links"));
        while (!next.isEmpty() && seen.size() < 200) {
            var path = next.poll();
            if (seen.containsKey(path)) {
                continue;
            }
            var answer = kei.get(path);
            seen.put(path, answer.statusCode());
            if (answer.statusCode() == 303) {
                next.add(Browser.location(answer));
            }
            for (var links = LINK.matcher(answer.body()); answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html") && links.find(); ) {
                next.add(links.group(1).replace("&amp;", "&"));
            }
        }
        assertThat(seen.values()).allMatch(status -> status < 500);
        assertThat(seen).containsEntry("/halyard/handbook/-/handbook/a%20b/c%20%28d%29.md", 200).containsEntry("/halyard/handbook/-/raw/main/bilder/Gr%C3%B6%C3%9Fe.png", 200);
        assertThat(kei.get("/halyard/handbook/-/handbook/a%20b/c%20(d).md").body()).contains("alert-note", "Hint.");
        assertThat(kei.get("/halyard/handbook/-/handbook/latin.md").body()).contains("M\uFFFDll");
        assertThat(kei.get("/halyard/handbook/-/blob/main/out.md").body()).contains("A symbolic link to <code>../../../../etc/passwd</code>").doesNotContain("root:");
        assertThat(Browser.location(kei.get("/halyard/handbook/-/handbook/link.md"))).isEqualTo("/halyard/handbook/-/blob/main/link.md");
        for (var line : git.run("ls-tree", "-r", "-z", "main").split("\0")) {
            var path = line.substring(line.indexOf('\t') + 1);
            if (line.startsWith("100644")) {
                var raw = kei.get("/halyard/handbook/-/raw/main/" + Paths.encoded(path));
                assertThat(raw.statusCode()).as(path).isEqualTo(200);
                assertThat(raw.headers().firstValue("Content-Length").orElseThrow()).as(path).isEqualTo(git.run("cat-file", "-s", "main:" + path));
            }
        }
    }
}
