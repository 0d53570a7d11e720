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
/// @param outside whether it is read only because the handbook is published
/// @param reading what is noted of this visit, and what has changed since the one before; nothing for whoever isn't signed in
/// @param decisions what was decided about it, or is about to be
record HandbookPage(
        ProjectHead projectHead,
        Trees trees,
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
        Reasons.@Nullable Found why,
        boolean blamed,
        List<Decision> decisions,
        PageStanding standing,
        boolean outside,
        LastReads.@Nullable Reading reading)
        implements Page {

    /// When it was changed last, and by whom.
    record Changed(Author author, Instant at, @Nullable Issuable request) {}

    /// A block of the text as this reader sees it.
    record Piece(int start, int end, String html, Reasons.@Nullable Written written) {}

    Project project() {
        return projectHead.project();
    }

    LastReads.@Nullable Since since() {
        return reading == null ? null : reading.since();
    }

    boolean changedSince(Piece piece) {
        var since = since();
        return since != null && since.touches(piece.start(), piece.end());
    }

    String blockClass(Piece piece) {
        return "block" + (chosen(piece) ? " chosen" : "") + (changedSince(piece) ? " changed-since" : "");
    }

    String sincePath(LastReads.Since since) {
        return project().url() + "/-/versions/" + Paths.encoded(path) + "?from=" + since.commit() + "&to=" + head;
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
                var folder = trees.folders().find(way);
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

    String closedPath(Reasons.Found why) {
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
        return BlamePage.at(project(), head, path, why.start());
    }

    String commitPath(String commit) {
        return project().url() + "/-/commit/" + commit;
    }

    /// Asks about the paragraph that is explained.
    String askPath(Why why) {
        return askPath(why.start(), why.end());
    }

    String askPath(Piece piece) {
        return askPath(piece.start(), piece.end());
    }

    private String askPath(int start, int end) {
        return project().url() + "/-/ask/" + Paths.encoded(path) + "?lines=" + start + "-" + end + (at == null ? "" : "&at=" + at);
    }

    /// The open questions about a block.
    List<PageQuestions.Open> questions(Piece piece) {
        return standing.questions().stream().filter(open -> open.start() >= piece.start() && open.start() <= piece.end()).toList();
    }

    /// Those whose paragraph is no longer here, or stands in none of the blocks.
    List<PageQuestions.Open> lost() {
        return standing.questions().stream().filter(open -> pieces.stream().noneMatch(piece -> questions(piece).contains(open))).toList();
    }

    String verifyPath() {
        return project().url() + "/-/verified/" + Paths.encoded(path);
    }

    String writtenPath() {
        return self() + (at == null ? "?" : "?at=" + at + "&") + "plain=1";
    }

    /// A new decision that begins with a link to the page.
    String decidePath() {
        return project().url() + "/-/issues/new?type=decision&description="
                + URLEncoder.encode("About the page [" + title + "](" + self() + ").\n\n", StandardCharsets.UTF_8);
    }

    int deepest() {
        return contents.stream().mapToInt(Heading::level).min().orElse(2);
    }
}
