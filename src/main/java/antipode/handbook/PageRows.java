package antipode.handbook;

import static antipode.handbook.PageHistory.storable;

import antipode.git.GitRepository;
import antipode.markdown.Links;
import antipode.markdown.Markdown;
import antipode.markdown.Rendered;
import antipode.projects.Project;
import antipode.search.Document;
import antipode.search.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of a page: itself, its aliases, its authors, its links, its words in the index.
@Component
class PageRows {

    private static final int MOST_ANCHORS = 5_000;
    private static final int LONGEST_ANCHOR = 300;
    private static final Pattern MATTER = Pattern.compile("\\A---\\R(?:.*\\R){0,200}?(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);

    private final JdbcClient jdbc;
    private final Documents documents;
    private final PageCitations citations;
    private final Redirects redirects;
    private final BrokenLinks broken;
    private final PageReviews reviews;

    PageRows(
            JdbcClient jdbc, Documents documents, PageCitations citations, Redirects redirects, BrokenLinks broken, PageReviews reviews) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.citations = citations;
        this.redirects = redirects;
        this.broken = broken;
        this.reviews = reviews;
    }

    /// A page that was renamed stays the same page.
    ///
    /// @param differing where a path is without a blob, it is gone
    void move(long project, List<Renames.Renamed> renames, Map<String, @Nullable ObjectId> differing) {
        var moved = new HashSet<String>();
        for (var renamed : renames) {
            boolean stays = differing.get(renamed.from()) != null;
            if (!stays && 0 < jdbc.sql("""
                            update page set path = :to where project_id = :project and path = :from
                              and not exists (select from page other where other.project_id = :project and other.path = :to)""")
                    .param("project", project).param("from", renamed.from()).param("to", renamed.to()).update()) {
                moved.remove(renamed.from());
                moved.add(renamed.to());
            }
        }
        // What was renamed on the way and then taken away is no page.
        moved.stream().filter(path -> differing.get(path) == null).forEach(path -> forget(project, path));
    }

    long write(GitRepository git, Project project, String path, ObjectId blob, RevCommit commit, List<PageHistory.Writer> writers)
            throws IOException {
        var text = text(git, blob);
        var page = Markdown.render(text, Links.AS_WRITTEN);
        var matter = FrontMatter.of(page);
        renamedHeadings(git, project, path, blob, page, text);
        var title = title(path, page.title().or(() -> page.frontMatter("title")).orElse(""));
        var author = author(git, commit);
        var at = author.getWhenAsInstant();
        long id = jdbc.sql("""
                        insert into page (project_id, path, title, blob, commit, author_name, author_email, changed_at, weight, review_on, anchors)
                        values (:project, :path, :title, :blob, :commit, :name, :email, :at, :weight, :review, :anchors)
                        on conflict (project_id, path) do update set
                            title = excluded.title, blob = excluded.blob, commit = excluded.commit,
                            author_name = excluded.author_name, author_email = excluded.author_email,
                            changed_at = excluded.changed_at, weight = excluded.weight, review_on = excluded.review_on,
                            anchors = excluded.anchors
                        returning id""")
                .param("project", project.id())
                .param("path", path)
                .param("title", title)
                .param("blob", blob.name())
                .param("commit", commit.name())
                .param("name", storable(author.getName()))
                .param("email", storable(author.getEmailAddress()))
                .param("at", Timestamp.from(at))
                .param("weight", matter.weight(), Types.INTEGER)
                .param("review", matter.reviewOn(), Types.DATE)
                .param("anchors", PageLinking.anchors(page).stream()
                        .filter(anchor -> anchor.length() <= LONGEST_ANCHOR).limit(MOST_ANCHORS).map(PageHistory::storable).toArray(String[]::new))
                .query(Long.class)
                .single();
        aliases(id, path, matter);
        authors(id, writers);
        documents.put(new Document(
                "page", id, project.id(), null, title, searched(page, matter, text), at, "/-/handbook/" + Paths.encoded(path)));
        citations.keep(project, id, page);
        broken.keep(id, PageLinking.links(path, page, text));
        reviews.plan(id);
        return id;
    }

    private void renamedHeadings(GitRepository git, Project project, String path, ObjectId blob, Rendered now, String text)
            throws IOException {
        var before = jdbc.sql("select blob from page where project_id = :project and path = :path")
                .param("project", project.id()).param("path", path).query(String.class).optional()
                .filter(known -> !known.equals(blob.name()))
                .flatMap(known -> known(git, known));
        if (before.isPresent()) {
            var rendered = Markdown.render(before.get(), Links.AS_WRITTEN);
            redirects.headings(project.id(), path, HeadingRenames.between(rendered, before.get(), now, text));
        }
    }

    private static Optional<String> known(GitRepository git, String blob) {
        try {
            return Optional.of(text(git, ObjectId.fromString(blob)));
        } catch (MissingObjectException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void aliases(long page, String path, FrontMatter matter) {
        jdbc.sql("delete from page_alias where page_id = :page").param("page", page).update();
        matter.aliases().stream()
                .map(alias -> storable(Redirects.alias(Paths.folder(path), alias)))
                .filter(alias -> !alias.isEmpty())
                .distinct()
                .forEach(alias -> jdbc.sql("insert into page_alias (page_id, path) values (:page, :path)")
                        .param("page", page).param("path", alias).update());
    }

    private void authors(long page, List<PageHistory.Writer> writers) {
        writers.forEach(writer -> jdbc.sql("""
                        insert into page_author (page_id, email, name, edits, last_at) values (:page, :email, :name, :edits, :at)
                        on conflict (page_id, email) do update set
                            name = excluded.name, edits = page_author.edits + excluded.edits,
                            last_at = greatest(page_author.last_at, excluded.last_at)""")
                .param("page", page).param("email", writer.email()).param("name", writer.name()).param("edits", writer.edits())
                .param("at", Timestamp.from(writer.lastAt())).update());
    }

    private static String text(GitRepository git, ObjectId blob) throws IOException {
        var loader = git.open(blob, Constants.OBJ_BLOB);
        return loader.getSize() > Markdown.LONGEST ? "" : storable(new String(loader.getBytes(), StandardCharsets.UTF_8));
    }

    /// What a reader of the page sees of its text: without comments, and of what it says of itself only what is shown to anyone.
    private static String searched(Rendered page, FrontMatter matter, String text) {
        var told = page.frontMatter().isEmpty() ? text
                : matter.description() + "\n" + String.join(" ", matter.tags()) + "\n" + MATTER.matcher(text).replaceFirst("");
        return COMMENT.matcher(told).replaceAll("");
    }

    private static String title(String path, String said) {
        var title = storable(said.strip());
        return title.isEmpty() || title.equalsIgnoreCase("readme") ? Paths.spoken(path) : title.length() > 255 ? title.substring(0, 255) : title;
    }

    private static org.eclipse.jgit.lib.PersonIdent author(GitRepository git, RevCommit commit) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.parseCommit(commit).getAuthorIdent();
        }
    }

    void forget(long project, String path) {
        jdbc.sql("delete from page where project_id = :project and path = :path returning id")
                .param("project", project)
                .param("path", path)
                .query(Long.class)
                .list()
                .forEach(id -> documents.remove("page", id));
    }

    void forgetAll(long project) {
        jdbc.sql("delete from document where kind = 'page' and project_id = :project").param("project", project).update();
        jdbc.sql("delete from page where project_id = :project").param("project", project).update();
        jdbc.sql("delete from page_chapter where project_id = :project").param("project", project).update();
        jdbc.sql("delete from handbook where project_id = :project").param("project", project).update();
    }
}
