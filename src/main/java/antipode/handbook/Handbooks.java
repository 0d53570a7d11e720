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
import antipode.repositories.Commits;
import antipode.repositories.Files;
import antipode.threads.References;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Comparator;
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
    private static final int LONGEST_PATH = 1_000;

    private final Pages pages;
    private final Files files;
    private final Commits commits;
    private final Renderings renderings;
    private final References references;
    private final Authors authors;
    private final Reasons reasons;
    private final PageCitations citations;
    private final DecisionPages decisions;
    private final Projects projects;
    private final Redirects redirects;
    private final PageStandings standings;
    private final Outsiders outsiders;

    Handbooks(
            Pages pages,
            Files files,
            Commits commits,
            Renderings renderings,
            References references,
            Authors authors,
            Reasons reasons,
            PageCitations citations,
            DecisionPages decisions,
            Projects projects,
            Redirects redirects,
            PageStandings standings,
            Outsiders outsiders) {
        this.projects = projects;
        this.redirects = redirects;
        this.standings = standings;
        this.outsiders = outsiders;
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
        boolean outside = outside(reader, project);
        if (outside && (wish.at() != null || wish.why() != null || wish.blame())) {
            throw Problem.notFound("Page");
        }
        var seen = outside ? new ProjectHead(project, head.role(), List.of()) : head;
        var tree = Tree.of(pages.list(project.id()));
        var path = Paths.clean(wish.path());
        var folder = wish.at() == null ? tree.find(path) : null;
        if (folder != null && folder.page() != null) {
            var source = source(project, null, folder.page().path()).orElseThrow(() -> Problem.notFound("Page"));
            return page(reader, seen, tree, wish, source, outside);
        }
        if (!path.isEmpty()) {
            var found = source(project, wish.at(), path);
            if (found.isPresent()) {
                return page(reader, seen, tree, wish, found.get(), outside);
            }
            var revision = wish.at() == null ? project.defaultBranch() : wish.at();
            if (files.locate(project.id(), revision, path).isPresent()) {
                return Redirect.to(Paths.file(project, outside ? "raw" : "blob", revision, path));
            }
        }
        return folder(reader, seen, tree, wish, path, outside);
    }

    /// Whether somebody reads only because the handbook is published.
    boolean outside(Actor reader, Project project) {
        return project.handbookPublished() && projects.visibleTo(reader).find(project.id()).isEmpty();
    }

    /// A folder without a first page; or one whose pages were pushed this moment and aren't written down yet.
    private View folder(Actor reader, ProjectHead head, Tree tree, Wish wish, String path, boolean outside) {
        var project = head.project();
        var revision = wish.at() == null ? project.defaultBranch() : wish.at();
        var entries = files.list(project.id(), revision, path, false).orElse(null);
        if (entries == null) {
            if (path.isEmpty() && wish.at() == null && !outside) {
                return new EmptyHandbookPage(head, wish.path());
            }
            return elsewhere(project, wish, path);
        }
        var first = first(entries);
        if (first.isPresent()) {
            var found = source(project, wish.at(), first.get());
            if (found.isPresent()) {
                return page(reader, head, tree, wish, found.get(), outside);
            }
        }
        var here = tree.find(path);
        if (here == null && outside) {
            throw Problem.notFound("Page");
        }
        return new HandbookFolderPage(
                head, tree, path, here == null ? Paths.spoken(path) : here.title(), here == null ? List.of() : here.parts(),
                outside ? List.of() : entries);
    }

    /// Where a page is now that isn't at its address: renamed, named otherwise by itself, with its letters composed otherwise,
    /// or below the folder that other tools take for their root.
    private View elsewhere(Project project, Wish wish, String path) {
        if (wish.at() == null && !path.isEmpty() && path.length() <= LONGEST_PATH && path.indexOf('\0') < 0) {
            var alike = pages.alike(project.id(), path).or(() -> PageLinking.meant(path, false).stream().skip(1)
                    .flatMap(meant -> Redirects.candidates(meant).stream())
                    .filter(meant -> pages.find(project, meant).isPresent()).findFirst())
                    .filter(found -> !found.equals(path));
            if (alike.isPresent()) {
                return Redirect.to(Paths.page(project, alike.get()));
            }
            var moved = redirects.find(project.id(), path).filter(found -> !found.equals(path));
            if (moved.isPresent()) {
                return Redirect.to(Paths.page(project, moved.get()))
                        .saying(Notice.done("This page was called “" + Paths.spoken(path) + "” (" + path + ") before."));
            }
        }
        throw Problem.notFound("Page");
    }

    /// A page as it is written.
    Optional<String> written(Project project, @Nullable String at, String path) {
        return source(project, at, Paths.clean(path)).map(source -> text(project, source.blob()));
    }

    /// What is read at an address, for those who do something with it.
    Optional<Read> read(Project project, @Nullable String at, String path) {
        return source(project, at, Paths.clean(path)).map(source -> new Read(
                source.path(), title(source), source.head(), source.blob(), Renderings.below(source.rendered())));
    }

    /// A page at a commit.
    record Read(String path, String title, String commit, String blob, List<Block> blocks) {}

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

    private HandbookPage page(Actor reader, ProjectHead head, Tree tree, Wish wish, Source source, boolean outside) {
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
        var flat = tree.flat();
        int here = position(flat, source.path());
        var standing = outside
                ? PageStanding.outside(FrontMatter.of(rendered))
                : standings.of(reader, head, source.path(), source.head(), source.blob(), FrontMatter.of(rendered), wish.at() == null);
        return new HandbookPage(
                head, tree, source.path(), title(source), wish.at(), source.head(), changed(reader, project, source),
                Math.max(1, Math.round((float) rendered.words() / WORDS_A_MINUTE)),
                pieces, contents(rendered, blocks),
                here > 0 ? flat.get(here - 1) : null,
                here >= 0 && here + 1 < flat.size() ? flat.get(here + 1) : null,
                why(reader, project, source, blocks, wish.why()), wish.blame(),
                outside ? List.of() : decisions.behind(reader, project.id(), source.path(), citations.of(project.id(), source.path())),
                standing, outside);
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
