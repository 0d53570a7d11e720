package antipode.handbook;

import antipode.markdown.Block;
import antipode.markdown.Rendered;
import antipode.projects.Project;
import antipode.repositories.Commits;
import antipode.repositories.Files;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/// Finds the text behind an address of a handbook: as it is now or was, and wherever it has gone.
@Component
class PageSources {

    private static final int LONGEST_PATH = 1_000;

    private final Pages pages;
    private final Files files;
    private final Commits commits;
    private final Renderings renderings;
    private final Redirects redirects;

    PageSources(Pages pages, Files files, Commits commits, Renderings renderings, Redirects redirects) {
        this.pages = pages;
        this.files = files;
        this.commits = commits;
        this.renderings = renderings;
        this.redirects = redirects;
    }

    /// What a page is read from.
    record Source(String path, String revision, String head, String blob, Rendered rendered, Pages.@Nullable Change change) {

        String title() {
            return rendered.title()
                    .filter(title -> !title.isBlank() && !title.equalsIgnoreCase("readme"))
                    .or(() -> rendered.frontMatter("title"))
                    .orElse(Paths.spoken(path));
        }
    }

    Optional<Source> find(Project project, @Nullable String at, String path) {
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

    /// The first page of a folder.
    Optional<String> first(List<Files.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == Files.Kind.BLOB && Paths.asIndex(entry.path()) >= 0)
                .map(Files.Entry::path)
                .min(Comparator.comparingInt(Paths::asIndex));
    }

    /// Where a page is now that isn't at its address: renamed, named otherwise by itself, with its letters composed otherwise,
    /// or below the folder that other tools take for their root.
    View elsewhere(Project project, @Nullable String at, String path) {
        if (at == null && !path.isEmpty() && path.length() <= LONGEST_PATH && path.indexOf('\0') < 0) {
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
        return find(project, at, Paths.clean(path)).map(source -> text(project, source.blob()));
    }

    /// What is read at an address, for those who do something with it.
    Optional<Read> read(Project project, @Nullable String at, String path) {
        return find(project, at, Paths.clean(path)).map(source -> new Read(
                source.path(), source.title(), source.head(), source.blob(), Renderings.below(source.rendered())));
    }

    /// A page at a commit.
    record Read(String path, String title, String commit, String blob, List<Block> blocks) {}
}
