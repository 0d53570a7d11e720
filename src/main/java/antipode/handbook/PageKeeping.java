package antipode.handbook;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.markdown.Markdown;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.search.Document;
import antipode.search.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
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
    private final Documents documents;
    private final PageCitations citations;

    PageKeeping(
            JdbcClient jdbc, Repositories repositories, Projects projects, Documents documents, PageCitations citations) {
        this.jdbc = jdbc;
        this.repositories = repositories;
        this.projects = projects;
        this.documents = documents;
        this.citations = citations;
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
                forgetAll(project.id());
                return;
            }
            var head = walk.parseCommit(ref.getObjectId());
            var from = before(walk, project.id(), head);
            if (from == null) {
                forgetAll(project.id());
            } else if (from.equals(head)) {
                return;
            }
            var changed = differing(walk, from, head);
            var changes = lastChanges(walk, from, head, changed);
            for (var each : changed.entrySet()) {
                if (each.getValue() == null) {
                    forget(project.id(), each.getKey());
                } else {
                    write(git, project, each.getKey(), each.getValue(), changes.getOrDefault(each.getKey(), head));
                }
            }
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

    /// The pages that are different now, with their blobs; without one where they are gone.
    private static Map<String, @Nullable ObjectId> differing(RevWalk walk, @Nullable RevCommit from, RevCommit head) throws IOException {
        var found = new TreeMap<String, @Nullable ObjectId>();
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.addTree(head.getTree());
            if (from != null) {
                trees.addTree(from.getTree());
                trees.setFilter(TreeFilter.ANY_DIFF);
            }
            trees.setRecursive(true);
            while (trees.next()) {
                var path = trees.getPathString();
                if (Paths.isPage(path) && path.length() <= LONGEST_PATH && path.indexOf('\0') < 0) {
                    found.put(path, isFile(trees.getFileMode(0)) ? trees.getObjectId(0) : null);
                }
            }
        }
        return found;
    }

    private static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    /// For each page the last commit that made it what it is.
    private static Map<String, RevCommit> lastChanges(
            RevWalk walk, @Nullable RevCommit from, RevCommit head, Map<String, @Nullable ObjectId> pages) throws IOException {
        walk.reset();
        walk.markStart(head);
        if (from != null) {
            walk.markUninteresting(from);
        }
        var found = new HashMap<String, RevCommit>();
        for (var commit : walk) {
            if (found.size() == pages.size()) {
                break;
            }
            try (var trees = new TreeWalk(walk.getObjectReader())) {
                trees.addTree(commit.getTree());
                for (var parent : commit.getParents()) {
                    walk.parseHeaders(parent);
                    trees.addTree(parent.getTree());
                }
                if (commit.getParentCount() > 0) {
                    trees.setFilter(TreeFilter.ANY_DIFF);
                }
                trees.setRecursive(true);
                while (trees.next()) {
                    var path = trees.getPathString();
                    if (pages.containsKey(path) && !found.containsKey(path) && ofItself(trees, commit.getParentCount())) {
                        found.put(path, commit);
                    }
                }
            }
        }
        return found;
    }

    /// A merge changes only what differs from all that it merges.
    private static boolean ofItself(TreeWalk trees, int parents) {
        for (int parent = 1; parent <= parents; parent++) {
            if (trees.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    private void write(GitRepository git, Project project, String path, ObjectId blob, RevCommit commit) throws IOException {
        var text = text(git, blob);
        var page = Markdown.render(text);
        var title = title(path, page.title().or(() -> page.frontMatter("title")).orElse(""));
        var author = author(git, commit);
        var at = author.getWhenAsInstant();
        long id = jdbc.sql("""
                        insert into page (project_id, path, title, blob, commit, author_name, author_email, changed_at)
                        values (:project, :path, :title, :blob, :commit, :name, :email, :at)
                        on conflict (project_id, path) do update set
                            title = excluded.title, blob = excluded.blob, commit = excluded.commit,
                            author_name = excluded.author_name, author_email = excluded.author_email,
                            changed_at = excluded.changed_at
                        returning id""")
                .param("project", project.id())
                .param("path", path)
                .param("title", title)
                .param("blob", blob.name())
                .param("commit", commit.name())
                .param("name", storable(author.getName()))
                .param("email", storable(author.getEmailAddress()))
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
        documents.put(new Document("page", id, project.id(), null, title, text, at));
        citations.keep(project, id, page);
    }

    private static String text(GitRepository git, ObjectId blob) throws IOException {
        var loader = git.open(blob, Constants.OBJ_BLOB);
        return loader.getSize() > Markdown.LONGEST ? "" : storable(new String(loader.getBytes(), StandardCharsets.UTF_8));
    }

    private static String title(String path, String said) {
        var title = storable(said.strip());
        return title.isEmpty() || title.equalsIgnoreCase("readme") ? Paths.spoken(path) : title.length() > 255 ? title.substring(0, 255) : title;
    }

    private static PersonIdent author(GitRepository git, RevCommit commit) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.parseCommit(commit).getAuthorIdent();
        }
    }

    /// PostgreSQL keeps every character but one.
    private static String storable(@Nullable String text) {
        return text == null ? "" : text.replace("\0", "");
    }

    private void forget(long project, String path) {
        jdbc.sql("delete from page where project_id = :project and path = :path returning id")
                .param("project", project)
                .param("path", path)
                .query(Long.class)
                .list()
                .forEach(id -> documents.remove("page", id));
    }

    private void forgetAll(long project) {
        jdbc.sql("delete from document where kind = 'page' and project_id = :project").param("project", project).update();
        jdbc.sql("delete from page where project_id = :project").param("project", project).update();
        jdbc.sql("delete from handbook where project_id = :project").param("project", project).update();
    }
}
