package antipode.handbook;

import antipode.decisions.DecisionPages;
import antipode.markdown.Block;
import antipode.markdown.Heading;
import antipode.markdown.Markdown;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectOverviewPart;
import antipode.projects.Projects;
import antipode.repositories.Files;
import antipode.threads.References;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private final PageSources sources;
    private final References references;
    private final Authors authors;
    private final Reasons reasons;
    private final PageCitations citations;
    private final DecisionPages decisions;
    private final Projects projects;
    private final Redirects redirects;
    private final PageStandings standings;
    private final Outsiders outsiders;
    private final LastReads reads;
    private final Contents contents;

    Handbooks(
            Pages pages,
            Files files,
            PageSources sources,
            References references,
            Authors authors,
            Reasons reasons,
            PageCitations citations,
            DecisionPages decisions,
            Projects projects,
            Redirects redirects,
            PageStandings standings,
            Outsiders outsiders,
            LastReads reads,
            Contents contents) {
        this.contents = contents;
        this.reads = reads;
        this.projects = projects;
        this.redirects = redirects;
        this.standings = standings;
        this.outsiders = outsiders;
        this.pages = pages;
        this.files = files;
        this.sources = sources;
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

    View show(Actor reader, ProjectHead head, Wish wish) {
        var project = head.project();
        boolean outside = outside(reader, project);
        if (outside && (wish.at() != null || wish.why() != null || wish.blame())) {
            throw Problem.notFound("Page");
        }
        var seen = outside ? new ProjectHead(project, head.role(), List.of()) : head;
        var trees = trees(project);
        var tree = trees.folders();
        var path = Paths.clean(wish.path());
        if (path.isEmpty() && wish.at() == null && trees.first() != null) {
            return Redirect.to(Paths.page(project, trees.first()));
        }
        var folder = wish.at() == null ? tree.find(path) : null;
        if (folder != null && folder.page() != null) {
            var source = sources.find(project, null, folder.page().path()).orElseThrow(() -> Problem.notFound("Page"));
            return page(reader, seen, trees, wish, source, outside);
        }
        if (!path.isEmpty()) {
            var found = sources.find(project, wish.at(), path);
            if (found.isPresent()) {
                return page(reader, seen, trees, wish, found.get(), outside);
            }
            var revision = wish.at() == null ? project.defaultBranch() : wish.at();
            if (files.locate(project.id(), revision, path).isPresent()) {
                return Redirect.to(Paths.file(project, outside ? "raw" : "blob", revision, path));
            }
        }
        return folder(reader, seen, trees, wish, path, outside);
    }

    Trees trees(Project project) {
        return Trees.of(pages.list(project.id()), contents.of(project.id()));
    }

    /// Whether somebody reads only because the handbook is published.
    boolean outside(Actor reader, Project project) {
        return project.handbookPublished() && projects.visibleTo(reader).find(project.id()).isEmpty();
    }

    /// A folder without a first page; or one whose pages were pushed this moment and aren't written down yet.
    private View folder(Actor reader, ProjectHead head, Trees trees, Wish wish, String path, boolean outside) {
        var project = head.project();
        var revision = wish.at() == null ? project.defaultBranch() : wish.at();
        var entries = files.list(project.id(), revision, path, false).orElse(null);
        if (entries == null) {
            if (path.isEmpty() && wish.at() == null && !outside) {
                return new EmptyHandbookPage(head, wish.path());
            }
            return sources.elsewhere(project, wish.at(), path);
        }
        var first = sources.first(entries);
        if (first.isPresent()) {
            var found = sources.find(project, wish.at(), first.get());
            if (found.isPresent()) {
                return page(reader, head, trees, wish, found.get(), outside);
            }
        }
        var here = trees.folders().find(path);
        if (here == null && outside) {
            throw Problem.notFound("Page");
        }
        return new HandbookFolderPage(
                head, trees.read(), path, here == null ? Paths.spoken(path) : here.title(), here == null ? List.of() : here.parts(),
                outside ? List.of() : entries);
    }

    /// How the handbook's first page begins, for the project's own page: its text below the title, up to a screen or two.
    Optional<ProjectOverviewPart.Part> opening(Actor reader, Project project) {
        return files.list(project.id(), project.defaultBranch(), "", false).flatMap(sources::first)
                .flatMap(path -> sources.find(project, null, path))
                .map(source -> {
                    var html = new StringBuilder();
                    var blocks = Renderings.below(source.rendered());
                    int shown = 0;
                    while (shown < blocks.size() && html.length() < OPENING) {
                        html.append(blocks.get(shown++).html()).append('\n');
                    }
                    var kept = html.toString();
                    return new ProjectOverviewPart.Prose(
                            source.title(), Paths.page(project, source.path()),
                            references.link(reader, project.fullPath(), List.of(kept)).html(kept), shown < blocks.size());
                });
    }

    private HandbookPage page(Actor reader, ProjectHead head, Trees trees, Wish wish, PageSources.Source source, boolean outside) {
        var project = head.project();
        var rendered = source.rendered();
        var blocks = Renderings.below(rendered);
        var linked = references.link(reader, project.fullPath(), List.of(rendered.html()));
        var written = wish.blame()
                ? reasons.blocks(reader, project, source.head(), source.path(), blocks)
                : Map.<Integer, Reasons.Written>of();
        var older = redirects.headings(
                project.id(), source.path(), rendered.headings().stream().map(Heading::anchor).collect(Collectors.toSet()));
        var hidden = outside ? outsiders.hiding(project, rendered.html()) : UnaryOperator.<String>identity();
        var pieces = blocks.stream()
                .map(block -> new HandbookPage.Piece(
                        block.start(), block.end(), hidden.apply(named(rendered, block, older) + linked.html(block.html())),
                        written.get(block.start())))
                .toList();
        var flat = trees.read().flat();
        int here = position(flat, source.path());
        var standing = outside
                ? PageStanding.outside(FrontMatter.of(rendered))
                : standings.of(reader, head, source.path(), source.head(), source.blob(), FrontMatter.of(rendered), wish.at() == null);
        return new HandbookPage(
                head, trees, source.path(), source.title(), wish.at(), source.head(), changed(reader, project, source),
                Math.max(1, Math.round((float) rendered.words() / WORDS_A_MINUTE)),
                pieces, contents(rendered, blocks),
                here > 0 ? flat.get(here - 1) : null,
                here >= 0 && here + 1 < flat.size() ? flat.get(here + 1) : null,
                why(reader, project, source, blocks, wish.why()), wish.blame(),
                outside ? List.of() : decisions.behind(reader, project.id(), source.path(), citations.of(project.id(), source.path())),
                standing, outside,
                outside || wish.at() != null || wish.why() != null || wish.blame()
                        ? null : reads.of(reader, project, source.path(), source.blob(), source.head()));
    }

    /// The names a heading had before, so that old links still find it.
    private static String named(Rendered page, Block block, Map<String, List<String>> older) {
        if (older.isEmpty()) {
            return "";
        }
        var names = new StringBuilder();
        page.headings().stream()
                .filter(heading -> heading.line() >= block.start() && heading.line() <= block.end())
                .flatMap(heading -> older.getOrDefault(heading.anchor(), List.of()).stream())
                .forEach(name -> names.append("<span class=\"anchor\" id=\"user-content-").append(Markdown.escape(name)).append("\"></span>"));
        return names.toString();
    }

    /// The headings below the title, two levels of them.
    private static List<Heading> contents(Rendered page, List<Block> blocks) {
        boolean titled = blocks.size() < page.blocks().size();
        var below = page.headings().stream().skip(titled ? 1 : 0).filter(heading -> !heading.text().isBlank()).toList();
        int top = below.stream().mapToInt(Heading::level).min().orElse(1);
        return below.stream().filter(heading -> heading.level() <= top + 1).toList();
    }

    private HandbookPage.@Nullable Changed changed(Actor reader, Project project, PageSources.Source source) {
        var change = source.change();
        if (change == null) {
            return null;
        }
        var known = authors.of(reader, project.id(), List.of(change.commit()), List.of(change.authorEmail()));
        return new HandbookPage.Changed(
                known.author(change.authorName(), change.authorEmail()), change.at(), known.request(change.commit()));
    }

    /// The answer for the blocks that hold the lines asked for.
    private Reasons.@Nullable Found why(Actor reader, Project project, PageSources.Source source, List<Block> blocks, @Nullable String asked) {
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
