package antipode.handbook;

import antipode.decisions.Decision;
import antipode.markdown.Heading;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.web.Crumb;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the handbook.
///
/// @param at     the commit it is shown as of, where that was asked for
/// @param head   the commit it is read from
/// @param why    what stands behind the chosen lines
/// @param blamed whether each block tells who wrote it
/// @param decisions what was decided about it, or is about to be
record HandbookPage(
        ProjectHead projectHead,
        Tree tree,
        String path,
        String title,
        @Nullable String at,
        String head,
        @Nullable Changed changed,
        int minutes,
        List<Piece> pieces,
        List<Heading> contents,
        @Nullable PageEntry previous,
        @Nullable PageEntry next,
        @Nullable Why why,
        boolean blamed,
        List<Decision> decisions)
        implements Page {

    /// When it was changed last, and by whom.
    record Changed(Author author, Instant at, @Nullable Issuable request) {}

    /// A block of the text as this reader sees it.
    record Piece(int start, int end, String html, Reasons.@Nullable Written written) {}

    Project project() {
        return projectHead.project();
    }

    boolean mayEdit() {
        return projectHead.role().atLeast(Role.DEVELOPER);
    }

    boolean chosen(Piece piece) {
        return why != null && piece.start() <= why.end() && piece.end() >= why.start();
    }

    /// Only the first of the chosen blocks bears the answer.
    boolean bearer(Piece piece) {
        return why != null && chosen(piece) && pieces.stream().filter(this::chosen).findFirst().orElse(piece) == piece;
    }

    List<Crumb> crumbs() {
        var crumbs = new java.util.ArrayList<Crumb>();
        var way = "";
        for (var step : Paths.folder(path).split("/")) {
            if (!step.isEmpty()) {
                way = Paths.join(way, step);
                var folder = tree.find(way);
                boolean here = folder != null && folder.page() != null && folder.page().path().equals(path);
                if (!here) {
                    crumbs.add(Crumb.of(folder == null ? Paths.spoken(way) : folder.title(), Paths.page(project(), way)));
                }
            }
        }
        if (crumbs.isEmpty()) {
            crumbs.add(Crumb.of(project().name(), Paths.page(project(), "")));
        }
        crumbs.add(Crumb.here(title));
        return crumbs;
    }

    String self() {
        return Paths.page(project(), path);
    }

    private String asked(String what) {
        return self() + "?" + (at == null ? "" : "at=" + at + "&") + what;
    }

    String whyPath(Piece piece) {
        return asked("why=" + piece.start() + "-" + piece.end() + "#L" + piece.start());
    }

    String closedPath(Why why) {
        return self() + (at == null ? "" : "?at=" + at) + "#L" + why.start();
    }

    String blamePath() {
        return blamed ? self() + (at == null ? "" : "?at=" + at) : asked("blame=1");
    }

    String permalink() {
        return self() + "?at=" + head;
    }

    String historyPath() {
        return Paths.file(project(), "commits", at == null ? project().defaultBranch() : at, path);
    }

    String editPath() {
        return Paths.file(project(), "edit", project().defaultBranch(), path);
    }

    String editPath(Why why) {
        return editPath() + "?line=" + why.start() + "#content";
    }

    String linesPath(Why why) {
        return Paths.file(project(), "blame", head, path) + "#L" + why.start();
    }

    String commitPath(String commit) {
        return project().url() + "/-/commit/" + commit;
    }

    /// A new issue that begins with the paragraph asked about.
    String askPath(Why why) {
        var quoted = new StringBuilder();
        pieces.stream().filter(this::chosen).forEach(piece -> plain(piece.html()).lines()
                .forEach(line -> quoted.append("> ").append(line).append('\n')));
        var link = self() + "?at=" + head + "&why=" + why.start() + "-" + why.end() + "#L" + why.start();
        return newIssue("About “" + title + "”", (quoted.length() > 1500 ? quoted.substring(0, 1500) + "…\n" : quoted.toString())
                + "\n[" + title + ", lines " + why.start() + "–" + why.end() + "](" + link + ")\n\n");
    }

    String askPath() {
        return newIssue("About “" + title + "”", "About the page [" + title + "](" + self() + ").\n\n");
    }

    /// A new decision that begins with a link to the page.
    String decidePath() {
        return project().url() + "/-/issues/new?type=decision&description="
                + URLEncoder.encode("About the page [" + title + "](" + self() + ").\n\n", StandardCharsets.UTF_8);
    }

    private String newIssue(String title, String description) {
        return project().url() + "/-/issues/new?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8)
                + "&description=" + URLEncoder.encode(description, StandardCharsets.UTF_8);
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").strip();
    }

    int deepest() {
        return contents.stream().mapToInt(Heading::level).min().orElse(2);
    }
}
