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

    /// What stands beside the question.
    String standing(Row row, Frame frame) {
        Ask ask = row.ask();
        if (!ask.open()) {
            return ask.endedBecause() == null ? "" : ask.endedBecause();
        }
        String until = ask.hasDefault()
                ? "if nobody objects by " + frame.within(ask.takesEffectAt()) + ", " + (byMe ? "you" : ask.asker().firstName()) + " will "
                        + ask.defaultText()
                : ask.dueAt() == null ? "no time is set" : "by " + frame.within(ask.dueAt());
        return byMe ? "You asked " + ask.names() + "; " + until : ask.asker().firstName() + " asks " + ask.names() + "; " + until;
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
