package antipode.handbook;

import antipode.decisions.DecisionPages;
import antipode.markdown.Block;
import antipode.markdown.Heading;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectOverviewPart;
import antipode.repositories.Commits;
import antipode.repositories.Files;
import antipode.threads.References;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/// Finds what is read at an address of a handbook, and puts together what its page shows.
@Component
class Handbooks {

    private static final Pattern LINES = Pattern.compile("(\\d{1,7})(?:-(\\d{1,7}))?");
    private static final int WORDS_A_MINUTE = 220;
    private static final int OPENING = 4_000;

    private final Pages pages;
    private final Files files;
    private final Commits commits;
    private final Renderings renderings;
    private final References references;
    private final Authors authors;
    private final Reasons reasons;
    private final PageCitations citations;
    private final DecisionPages decisions;

    Handbooks(
            Pages pages,
            Files files,
            Commits commits,
            Renderings renderings,
            References references,
            Authors authors,
            Reasons reasons,
            PageCitations citations,
            DecisionPages decisions) {
        this.pages = pages;
        this.files = files;
        this.commits = commits;
        this.renderings = renderings;
        this.references = references;
        this.authors = authors;
        this.reasons = reasons;
        this.citations = citations;
        this.decisions = decisions;
    }

    /// What is asked for.
    ///
    /// @param at  a commit, or nothing for the page as it is now
    /// @param why lines, as `21-24`
    record Wish(String path, @Nullable String at, @Nullable String why, boolean blame) {}

    /// What a page is read from.
    private record Source(String path, String revision, String head, String blob, Rendered rendered, Pages.@Nullable Change change) {}

    View show(Actor reader, ProjectHead head, Wish wish) {
        var project = head.project();
        var tree = Tree.of(pages.list(project.id()));
        var path = Paths.clean(wish.path());
        var folder = wish.at() == null ? tree.find(path) : null;
        if (folder != null && folder.page() != null) {
            return page(reader, head, tree, wish, source(project, null, folder.page().path()).orElseThrow(() -> Problem.notFound("Page")));
        }
        if (!path.isEmpty()) {
            var found = source(project, wish.at(), path);
            if (found.isPresent()) {
                return page(reader, head, tree, wish, found.get());
            }
            var revision = wish.at() == null ? project.defaultBranch() : wish.at();
            if (files.locate(project.id(), revision, path).isPresent()) {
                return Redirect.to(Paths.file(project, "blob", revision, path));
            }
        }
        return folder(reader, head, tree, wish, path);
    }

    /// A folder without a first page; or one whose pages were pushed this moment and aren't written down yet.
    private View folder(Actor reader, ProjectHead head, Tree tree, Wish wish, String path) {
        var project = head.project();
        var revision = wish.at() == null ? project.defaultBranch() : wish.at();
        var entries = files.list(project.id(), revision, path, false).orElse(null);
        if (entries == null) {
            if (path.isEmpty() && wish.at() == null) {
                return new EmptyHandbookPage(head, wish.path());
            }
            throw Problem.notFound("Page");
        }
        var first = first(entries);
        if (first.isPresent()) {
            var found = source(project, wish.at(), first.get());
            if (found.isPresent()) {
                return page(reader, head, tree, wish, found.get());
            }
        }
        var here = tree.find(path);
        return new HandbookFolderPage(head, tree, path, here == null ? Paths.spoken(path) : here.title(), here == null ? List.of() : here.parts(), entries);
    }

    /// How the handbook's first page begins, for the project's own page: its text below the title, up to a screen or two.
    Optional<ProjectOverviewPart.Part> opening(Actor reader, Project project) {
        return files.list(project.id(), project.defaultBranch(), "", false).flatMap(this::first)
                .flatMap(path -> source(project, null, path))
                .map(source -> {
                    var html = new StringBuilder();
                    var blocks = Renderings.below(source.rendered());
                    int shown = 0;
                    while (shown < blocks.size() && html.length() < OPENING) {
                        html.append(blocks.get(shown++).html()).append('\n');
                    }
                    var kept = html.toString();
                    return new ProjectOverviewPart.Prose(
                            title(source), Paths.page(project, source.path()),
                            references.link(reader, project.fullPath(), List.of(kept)).html(kept), shown < blocks.size());
                });
    }

    private Optional<String> first(List<Files.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == Files.Kind.BLOB && Paths.asIndex(entry.path()) >= 0)
                .map(Files.Entry::path)
                .min(Comparator.comparingInt(Paths::asIndex));
    }

    private Optional<Source> source(Project project, @Nullable String at, String path) {
        if (at == null && Paths.isPage(path)) {
            var kept = pages.find(project, path).orElse(null);
            if (kept != null && kept.fresh()) {
                var rendered = renderings.of(project, project.defaultBranch(), path, kept.blob(), () -> text(project, kept.blob()));
                return Optional.of(new Source(path, project.defaultBranch(), kept.head(), kept.blob(), rendered, kept.change()));
            }
        }
        var revision = at == null ? project.defaultBranch() : at;
        var found = files.locate(project.id(), revision, path);
        if (found.isEmpty() && !Paths.isPage(path)) {
            // Written in many a handbook without its ending.
            found = files.locate(project.id(), revision, path + ".md");
        }
        return found.filter(file -> Paths.isPage(file.path()) && !file.link()).map(file -> {
            var rendered = renderings.of(project, revision, file.path(), file.blob(), () -> text(project, file.blob()));
            return new Source(file.path(), revision, file.commit(), file.blob(), rendered, change(project, file));
        });
    }

    private Pages.@Nullable Change change(Project project, Files.Located file) {
        return commits.list(project.id(), Commits.Query.of(file.commit(), 1).at(file.path())).stream()
                .findFirst()
                .map(commit -> new Pages.Change(commit.id(), commit.author().name(), commit.author().email(), commit.author().instant()))
                .orElse(null);
    }

    private String text(Project project, String blob) {
        return new String(files.blob(project.id(), blob).orElseGet(() -> new byte[0]), java.nio.charset.StandardCharsets.UTF_8);
    }

    private HandbookPage page(Actor reader, ProjectHead head, Tree tree, Wish wish, Source source) {
        var project = head.project();
        var rendered = source.rendered();
        var blocks = Renderings.below(rendered);
        var linked = references.link(reader, project.fullPath(), List.of(rendered.html()));
        var written = wish.blame()
                ? reasons.blocks(reader, project, source.head(), source.path(), blocks)
                : Map.<Integer, Reasons.Written>of();
        var pieces = blocks.stream()
                .map(block -> new HandbookPage.Piece(block.start(), block.end(), linked.html(block.html()), written.get(block.start())))
                .toList();
        var flat = tree.flat();
        int here = position(flat, source.path());
        return new HandbookPage(
                head, tree, source.path(), title(source), wish.at(), source.head(), changed(reader, project, source),
                Math.max(1, Math.round((float) rendered.words() / WORDS_A_MINUTE)),
                pieces, contents(rendered, blocks),
                here > 0 ? flat.get(here - 1) : null,
                here >= 0 && here + 1 < flat.size() ? flat.get(here + 1) : null,
                why(reader, project, source, blocks, wish.why()), wish.blame(),
                decisions.behind(reader, project.id(), source.path(), citations.of(project.id(), source.path())));
    }

    private static String title(Source source) {
        return source.rendered().title()
                .filter(title -> !title.isBlank() && !title.equalsIgnoreCase("readme"))
                .or(() -> source.rendered().frontMatter("title"))
                .orElse(Paths.spoken(source.path()));
    }

    /// The headings below the title, two levels of them.
    private static List<Heading> contents(Rendered page, List<Block> blocks) {
        boolean titled = blocks.size() < page.blocks().size();
        var below = page.headings().stream().skip(titled ? 1 : 0).filter(heading -> !heading.text().isBlank()).toList();
        int top = below.stream().mapToInt(Heading::level).min().orElse(1);
        return below.stream().filter(heading -> heading.level() <= top + 1).toList();
    }

    private HandbookPage.@Nullable Changed changed(Actor reader, Project project, Source source) {
        var change = source.change();
        if (change == null) {
            return null;
        }
        var known = authors.of(reader, project.id(), List.of(change.commit()), List.of(change.authorEmail()));
        return new HandbookPage.Changed(
                known.author(change.authorName(), change.authorEmail()), change.at(), known.request(change.commit()));
    }

    /// The answer for the blocks that hold the lines asked for.
    private @Nullable Why why(Actor reader, Project project, Source source, List<Block> blocks, @Nullable String asked) {
        var lines = LINES.matcher(asked == null ? "" : asked);
        if (!lines.matches()) {
            return null;
        }
        int from = Integer.parseInt(lines.group(1));
        int to = lines.group(2) == null ? from : Integer.parseInt(lines.group(2));
        var chosen = blocks.stream().filter(block -> block.start() <= to && block.end() >= from).toList();
        return chosen.isEmpty()
                ? null
                : reasons.why(reader, project, source.head(), source.path(), chosen.getFirst().start(), chosen.getLast().end());
    }

    private static int position(List<PageEntry> flat, String path) {
        for (int at = 0; at < flat.size(); at++) {
            if (flat.get(at).path().equals(path)) {
                return at;
            }
        }
        return -1;
    }
}
