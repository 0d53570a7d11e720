package antipode.asks;

import antipode.threads.Issuable;
import antipode.web.Frame;
import antipode.web.Page;
import antipode.web.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one is asked, or waits for, wherever it was asked.
///
/// @param page the first is 1
record AskListPage(boolean byMe, boolean ended, List<Row> rows, int page, boolean more) implements Page {

    static final int LISTED = 50;

    record Row(Ask ask, Issuable issuable) {}

    String title() {
        return byMe ? "What you asked" : "What you are asked";
    }

    List<Tab> tabs() {
        return List.of(
                Tab.of("Asked of you", "/-/asks", !byMe && !ended),
                Tab.of("You wait for", "/-/asks?scope=asked_by_me", byMe && !ended),
                Tab.of("Asked of you, over", "/-/asks?state=ended", !byMe && ended),
                Tab.of("You asked, over", "/-/asks?scope=asked_by_me&state=ended", byMe && ended));
    }

    /// Whether an answer of the reader's is waited for.
    boolean mine() {
        return !byMe && !ended;
    }

    /// Who asked whom.
    String who(Row row) {
        return byMe ? "you asked " + row.ask().names() : row.ask().asker().firstName() + " asked " + row.ask().names();
    }

    /// By when.
    @Nullable String until(Row row, Frame frame) {
        Ask ask = row.ask();
        if (!ask.open()) {
            return null;
        }
        return ask.hasDefault() ? "by " + frame.within(ask.takesEffectAt()) : ask.dueAt() == null ? null : "by " + frame.within(ask.dueAt());
    }

    /// What follows from silence, or what became of it.
    String otherwise(Row row) {
        Ask ask = row.ask();
        if (!ask.open()) {
            return ask.endedBecause() == null ? "" : ask.endedBecause();
        }
        return ask.hasDefault()
                ? "if nobody objects, " + (byMe ? "you" : ask.asker().firstName()) + " will " + ask.defaultText()
                : ask.dueAt() == null ? "no time is set" : "";
    }

    @Nullable String earlier() {
        return page > 1 ? path(page - 1) : null;
    }

    @Nullable String later() {
        return more ? path(page + 1) : null;
    }

    private String path(int number) {
        return "/-/asks?" + (byMe ? "scope=asked_by_me&" : "") + (ended ? "state=ended&" : "") + "page=" + number;
    }
}
