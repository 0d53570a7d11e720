package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Blame;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file line by line, with who wrote each.
///
/// @param number which of its pages this is, from 1
/// @param lines  how many lines the whole file has
/// @param why    why there is nothing to tell; "" if there is
record BlamePage(ProjectHead head, Placed place, List<Run> runs, int number, int lines, String why) implements Page {

    /// So many lines are shown at once.
    static final int LINES = 1_000;

    /// Lines that one commit wrote.
    ///
    /// @param age from 5, this week, to 1, more than two years ago
    record Run(Commit commit, Author author, @Nullable Issuable request, Blame.Range range, int age, List<Line> lines) {

        String aged() {
            return switch (age) {
                case 5 -> "this week";
                case 4 -> "this month";
                case 3 -> "this half-year";
                case 2 -> "these two years";
                default -> "older than two years";
            };
        }
    }

    record Line(int number, String text) {}

    BlamePage without(String sentence) {
        return new BlamePage(head, place, List.of(), 1, 0, sentence);
    }

    static int age(Instant written, Instant now) {
        long days = Duration.between(written, now).toDays();
        return days < 7 ? 5 : days < 30 ? 4 : days < 182 ? 3 : days < 730 ? 2 : 1;
    }

    Project project() {
        return head.project();
    }

    String at(String kind) {
        return Paths.file(project(), kind, place.revision(), place.path());
    }

    /// Where a line is read.
    static String at(Project project, String revision, String path, int line) {
        int page = (Math.max(1, line) - 1) / LINES + 1;
        return Paths.file(project, "blame", revision, path) + (page > 1 ? "?page=" + page : "") + "#L" + Math.max(1, line);
    }

    String before(Run run) {
        return Paths.file(project(), "blame", run.commit().id(), run.range().originalPath()) + "?before=" + run.range().originalLine();
    }

    /// Whether it is not yet known of every line who wrote it.
    boolean open() {
        return runs.stream().anyMatch(run -> run.range().open());
    }

    /// Whether lines stood in another file when they were written.
    boolean elsewhere(Run run) {
        return !run.range().originalPath().equals(place.path());
    }

    String count() {
        int last = Math.min(lines, number * LINES);
        return lines <= LINES ? "" : "Lines %,d to %,d of %,d".formatted((number - 1) * LINES + 1, last, lines);
    }

    @Nullable String earlier() {
        return number > 1 ? at("blame") + "?page=" + (number - 1) : null;
    }

    @Nullable String later() {
        return number * LINES < lines ? at("blame") + "?page=" + (number + 1) : null;
    }
}
