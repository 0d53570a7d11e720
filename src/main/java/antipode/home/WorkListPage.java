package antipode.home;

import antipode.web.Page;
import antipode.web.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All of one's open work: what can move now, or what waits.
///
/// @param page the first is 1
record WorkListPage(boolean waits, List<Move> moves, List<Waiting> waiting, int page, boolean more) implements Page {

    static final int LISTED = 50;

    List<Tab> tabs() {
        return List.of(Tab.of("You can move it now", "/-/work", !waits), Tab.of("It waits", "/-/work?scope=waiting", waits));
    }

    boolean empty() {
        return moves.isEmpty() && waiting.isEmpty();
    }

    @Nullable String earlier() {
        return page > 1 ? path(page - 1) : null;
    }

    @Nullable String later() {
        return more ? path(page + 1) : null;
    }

    private String path(int number) {
        return "/-/work?" + (waits ? "scope=waiting&" : "") + "page=" + number;
    }
}
