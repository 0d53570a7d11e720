package antipode.handbook;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.git.Repositories;
import antipode.git.Rewriting;
import antipode.projects.Project;
import antipode.projects.Projects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes down which pages the default branch holds, by what differs from the last time.
@Component
class PageKeeping implements OutboxConsumer {

    /// A path has to fit into an index.
    private static final int LONGEST_PATH = 1000;

    private final JdbcClient jdbc;
    private final Repositories repositories;
    private final Projects projects;
    private final PageRows rows;
    private final Redirects redirects;
    private final BrokenLinks broken;
    private final Contents contents;
    private final Outbox outbox;

    PageKeeping(
            JdbcClient jdbc, Repositories repositories, Projects projects, PageRows rows, Redirects redirects, BrokenLinks broken,
            Contents contents, Outbox outbox) {
        this.outbox = outbox;
        this.contents = contents;
        this.jdbc = jdbc;
        this.repositories = repositories;
        this.projects = projects;
        this.rows = rows;
        this.redirects = redirects;
        this.broken = broken;
    }

    /// What the old history said of pages is gone at once; they are written down anew.
    @EventListener
    void rewritten(Rewriting.Rewritten rewritten) {
        rows.forgetAll(rewritten.repository());
        outbox.put(Pages.CONSUMER, Long.toString(rewritten.repository()), new Pages.Moved(rewritten.repository()));
    }

    @Override
    public String name() {
        return Pages.CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        projects.unrestricted(row.payload(Pages.Moved.class).project()).ifPresent(this::follow);
    }

    private void follow(Project project) {
        try (var git = repositories.open(project.id()); var walk = new RevWalk(git)) {
            var ref = git.exactRef(Constants.R_HEADS + project.defaultBranch());
            if (ref == null) {
                rows.forgetAll(project.id());
                return;
            }
            var head = walk.parseCommit(ref.getObjectId());
            var from = before(walk, project.id(), head);
            if (from == null) {
                rows.forgetAll(project.id());
            } else if (from.equals(head)) {
                return;
            }
            var differing = differing(walk, from, head);
            var renames = Renames.between(git, walk, from, head);
            redirects.renamed(project.id(), renames);
            rows.move(project.id(), renames, differing.pages());
            var history = PageHistory.of(walk, from, head, differing.pages().keySet());
            var written = new ArrayList<Long>();
            for (var each : differing.pages().entrySet()) {
                if (each.getValue() == null) {
                    rows.forget(project.id(), each.getKey());
                } else {
                    var at = history.last().getOrDefault(each.getKey(), head);
                    written.add(rows.write(git, project, each.getKey(), each.getValue(), at, history.authors(each.getKey())));
                }
            }
            contents.follow(git, project.id(), head, differing.all());
            broken.judge(project.id(), BrokenLinks.There.of(paths(walk, head)), written, differing.all());
            jdbc.sql("""
                            insert into handbook (project_id, commit) values (:project, :commit)
                            on conflict (project_id) do update set commit = excluded.commit""")
                    .param("project", project.id())
                    .param("commit", head.name())
                    .update();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Up to where it is written down, if the branch only went on since.
    private @Nullable RevCommit before(RevWalk walk, long project, RevCommit head) throws IOException {
        var kept = jdbc.sql("select commit from handbook where project_id = :project for update")
                .param("project", project)
                .query(String.class)
                .optional();
        if (kept.isEmpty()) {
            return null;
        }
        try {
            var from = walk.parseCommit(ObjectId.fromString(kept.get()));
            return walk.isMergedInto(from, head) ? from : null;
        } catch (MissingObjectException gone) {
            return null;
        }
    }

    /// What differs from the last time.
    ///
    /// @param pages with their blobs; without one where they are gone
    /// @param all   the paths of all files, pages or not
    private record Differing(Map<String, @Nullable ObjectId> pages, Set<String> all) {}

    private static Differing differing(RevWalk walk, @Nullable RevCommit from, RevCommit head) throws IOException {
        var found = new TreeMap<String, @Nullable ObjectId>();
        var all = new HashSet<String>();
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.addTree(head.getTree());
            if (from != null) {
                trees.addTree(from.getTree());
                trees.setFilter(TreeFilter.ANY_DIFF);
            }
            trees.setRecursive(true);
            while (trees.next()) {
                var path = trees.getPathString();
                all.add(path);
                if (Paths.isPage(path) && path.length() <= LONGEST_PATH && path.indexOf('\0') < 0) {
                    found.put(path, isFile(trees.getFileMode(0)) ? trees.getObjectId(0) : null);
                }
            }
        }
        return new Differing(found, all);
    }

    private static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    private static List<String> paths(RevWalk walk, RevCommit head) throws IOException {
        var paths = new ArrayList<String>();
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.addTree(head.getTree());
            trees.setRecursive(true);
            while (trees.next()) {
                paths.add(trees.getPathString());
            }
        }
        return paths;
    }
}
