package antipode.repositories;

import antipode.git.FastImport;
import antipode.git.Git;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A handbook with what stands in real ones: odd names, line ends and bytes, links, a submodule, files that become folders; renamed,
/// moved, taken back and merged crosswise, three at once, and with another history altogether.
final class OddHandbook {

    static final List<String> BRANCHES = List.of("main", "topic", "side", "older");

    private static final String ABOUT = "guides/Über uns (intern).md";
    private static final String DEEP = "guides/a b/c & d.md";

    private OddHandbook() {}

    static Git into(Git git) {
        var book = new FastImport();
        int begun = begin(book);
        int edited = book.later(3600).commit("main", "Say more", begun);
        book.file(ABOUT, prose("About", 12).replace("Sentence 4 ", "Sentence four ")).file("windows.md", crlf(prose("Windows", 6)));
        int renamed = book.later(60).commit("main", "Rename, and change a little\n\nReviewed-by: Kei", edited);
        book.rename(DEEP, "guides/deep/er/c (2).md").file("guides/deep/er/c (2).md", prose("Deep", 9).replace("Sentence 8 ", "The eighth "));
        int moved = book.later(-7200).commit("main", "Move a folder, by a clock that was wrong", renamed);
        book.rename("people", "team/people");
        int topic = topic(book, edited);
        int side = book.later(60).commit("side", "Move the front page", renamed);
        book.rename("README.md", "docs/README.md").file("docs/README.md", prose("Front", 5) + "\nOne more line.\n");
        book.point("refs/heads/older", book.commit("older", "An empty commit", begun));
        int merged = book.later(60).commit("main", "Merge topic, with a word of its own", moved, topic);
        topicFiles(book).delete("data.csv").file("team/people/José's page.md", prose("José", 4) + "\nThis line was in neither of them.\n");
        int crossed = book.later(60).commit("topic", "Merge main back", topic, moved);
        book.rename("guides/a b/c & d.md", "guides/deep/er/c (2).md").file("guides/deep/er/c (2).md", prose("Deep", 9).replace("Sentence 8 ", "The eighth "))
                .rename("people", "team/people").file("topic only.md", "Here alone.\n");
        int shaped = shapes(book, merged);
        int imported = book.later(60).commit("imported", "Another history");
        book.file("imported/old wiki.md", crlf(prose("Wiki", 7))).file("imported/README.md", "# Old\n");
        int three = book.later(60).commit("main", "Merge three at once", shaped, side, imported);
        book.delete("README.md").file("docs/README.md", prose("Front", 5) + "\nOne more line.\n")
                .file("imported/old wiki.md", crlf(prose("Wiki", 7))).file("imported/README.md", "# Old\n");
        int back = book.later(60).commit("main", "Put a page back where it was", three);
        book.file(DEEP, prose("Deep", 9)).delete("imported/README.md");
        book.point("refs/heads/main", back).point("refs/heads/topic", crossed).point("refs/heads/side", side);
        return book.tag("v1", back).point("refs/tags/plain", begun).into(git);
    }

    private static int begin(FastImport book) {
        int begun = book.commit("main", "Begin\n");
        book.file("README.md", prose("Front", 5)).file(ABOUT, prose("About", 12)).file(DEEP, prose("Deep", 9)).file("SUMMARY.md", "* [About](guides/)\n")
                .file("people/José's page.md", prose("José", 4)).file("people/日本語.md", prose("Kei", 4)).file("emoji 🚢 [draft].md", "Ship.\n")
                .file("windows.md", crlf(prose("Windows", 5))).file("mac.md", prose("Mac", 5).replace('\n', '\r')).file("empty.md", "")
                .file("no end.md", "One\nTwo").file("data.csv", "a;b\n1;2\n").file("archive", "One day a folder.\n").file("100%25 #1 + more.md", "Odd.\n")
                .file("100644", "latin.md", "Gr\u00fc\u00dfe\n\u00c4pfel\n".getBytes(StandardCharsets.ISO_8859_1))
                .file("100644", "bom.md", "\uFEFF# With a mark\n".getBytes(StandardCharsets.UTF_8))
                .file("100644", "images/logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
                .file("100755", "bin/setup", "#!/bin/sh\necho\n".getBytes(StandardCharsets.UTF_8))
                .file("120000", "link.md", ABOUT.getBytes(StandardCharsets.UTF_8)).file("120000", "images/out", "../../outside".getBytes(StandardCharsets.UTF_8))
                .submodule("vendor/theme");
        return begun;
    }

    private static int topic(FastImport book, int from) {
        int topic = book.later(60).commit("topic", "Change ends and bytes", from);
        topicFiles(book).delete("data.csv");
        return topic;
    }

    private static FastImport topicFiles(FastImport book) {
        return book.file("windows.md", crlf(prose("Windows", 6).replace("Sentence 2 ", "The second ")))
                .file("100644", "latin.md", "Gr\u00fc\u00dfe\n\u00d6l\n".getBytes(StandardCharsets.ISO_8859_1)).file("no end.md", "One\nTwo\n")
                .file("mac.md", prose("Mac", 6).replace('\n', '\r')).file("guides/neu (1).md", prose("New", 3));
    }

    /// What was of one kind becomes another.
    private static int shapes(FastImport book, int from) {
        int shaped = book.later(60).commit("main", "Change what things are", from);
        book.file("windows.md", prose("Windows", 6).replace("Sentence 2 ", "The second ")).delete("link.md").file("link.md", prose("Link", 3))
                .delete("archive").file("archive/2019.md", "One day a folder.\n").file("archive/2020.md", prose("Archive", 5))
                .file("bin/setup", "#!/bin/sh\necho\n").file("100644", "images/logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        return shaped;
    }

    private static String prose(String about, int sentences) {
        var text = new StringBuilder("# " + about + "\n");
        for (int at = 1; at <= sentences; at++) {
            text.append("\nSentence ").append(at).append(" of what there is to say about ").append(about).append(", and it is ").append(at * 7919 % 1000).append(".\n");
        }
        return text.toString();
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
