package antipode.handbook;

import antipode.git.GitRepository;
import antipode.markdown.Markdown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The order in which a handbook wants to be read, where it says so: in GitBook's way, by a `SUMMARY.md`, which mdBook has too.
@Component
class Contents {

    /// Where it lies without a `.gitbook.yaml`.
    private static final List<String> USUAL = List.of("SUMMARY.md", "docs/SUMMARY.md", "src/SUMMARY.md");

    private final JdbcClient jdbc;
    private final Redirects redirects;

    Contents(JdbcClient jdbc, Redirects redirects) {
        this.jdbc = jdbc;
        this.redirects = redirects;
    }

    static boolean isSummary(String path) {
        return Paths.name(path).equalsIgnoreCase("SUMMARY.md");
    }

    /// Empty where the handbook leaves it to its folders.
    List<Chapter> of(long project) {
        return jdbc.sql("select depth, title, path from page_chapter where project_id = :project order by position")
                .param("project", project)
                .query((row, _) -> new Chapter(row.getInt("depth"), row.getString("title"), row.getString("path")))
                .list();
    }

    /// Follows the default branch.
    ///
    /// @param differing paths of files that aren't what they were
    void follow(GitRepository git, long project, RevCommit head, Collection<String> differing) throws IOException {
        boolean configured = differing.contains(GitBook.FILE);
        var book = text(git, head, GitBook.FILE).map(GitBook::of);
        if (configured && book.isPresent()) {
            redirects.told(project, book.get().redirects(), head.name(), head.getCommitterIdent().getWhenAsInstant());
        }
        var files = book.map(said -> List.of(said.summary())).orElse(USUAL);
        if (!configured && differing.stream().noneMatch(path -> files.contains(path) || Paths.asIndex(path) >= 0)) {
            return;
        }
        jdbc.sql("delete from page_chapter where project_id = :project").param("project", project).update();
        for (var file : files) {
            var summary = text(git, head, file);
            if (summary.isPresent()) {
                keep(project, begun(git, head, Paths.folder(file), Chapter.read(summary.get(), Paths.folder(file))));
                return;
            }
        }
    }

    /// With the folder's own first page before all others, which needn't be named.
    private static List<Chapter> begun(GitRepository git, RevCommit head, String folder, List<Chapter> chapters) throws IOException {
        var first = Paths.join(folder, "README.md");
        if (chapters.isEmpty() || chapters.stream().anyMatch(chapter -> chapter.path().equals(first)) || text(git, head, first).isEmpty()) {
            return chapters;
        }
        var begun = new ArrayList<>(List.of(new Chapter(0, "", first)));
        begun.addAll(chapters);
        return begun;
    }

    private void keep(long project, List<Chapter> chapters) {
        for (int position = 0; position < chapters.size(); position++) {
            var chapter = chapters.get(position);
            jdbc.sql("insert into page_chapter (project_id, position, depth, title, path) values (:project, :position, :depth, :title, :path)")
                    .param("project", project).param("position", position).param("depth", chapter.depth())
                    .param("title", chapter.title()).param("path", chapter.path().replace("\0", "")).update();
        }
    }

    private static Optional<String> text(GitRepository git, RevCommit head, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (var found = TreeWalk.forPath(git, path, head.getTree())) {
            if (found == null || found.getFileMode(0) != FileMode.REGULAR_FILE && found.getFileMode(0) != FileMode.EXECUTABLE_FILE) {
                return Optional.empty();
            }
            var blob = git.open(found.getObjectId(0));
            return blob.getSize() > Markdown.LONGEST ? Optional.empty() : Optional.of(new String(blob.getBytes(), StandardCharsets.UTF_8));
        }
    }
}
