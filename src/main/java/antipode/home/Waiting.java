package antipode.home;

import antipode.hours.DayBand;
import antipode.threads.Issuable;
import antipode.todos.Holder;
import antipode.todos.Todo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something that waits: for somebody's move, with when they are next at work; or for another issue.
///
/// @param again    whether the row before is about the same thing
/// @param mine     whether I am responsible or assigned, so that I can go on without
/// @param holder   nobody where it waits for issues alone
/// @param at       since when
/// @param next     "Next at work 23:30, in 6 h"
/// @param from     their next working moment
/// @param band     nothing for a team
/// @param blockers the open issues it waits for
record Waiting(
        Issuable issuable,
        boolean again,
        boolean mine,
        @Nullable Holder holder,
        Todo.@Nullable Action action,
        @Nullable Long noteId,
        Instant at,
        String next,
        @Nullable Instant from,
        @Nullable DayBand band,
        List<Issuable> blockers) {

    /// "asked since", as in "Kei, asked since Mon 09:40".
    String since() {
        return switch (action) {
            case null -> "since";
            case REVIEW_REQUESTED, APPROVAL_REQUIRED -> "review since";
            case ASSIGNED -> "assigned since";
            case ANSWERED -> "has the answer since";
            case OBJECTED -> "has the objection since";
            case HANDED_OFF -> "has the hand-off since";
            case TAKEN_OVER -> "has it since";
            default -> "asked since";
        };
    }

    String path() {
        return noteId == null ? issuable.path() : issuable.path() + "#note_" + noteId;
    }

    /// The form that goes on without them; nothing where that isn't mine to do.
    @Nullable String without() {
        return mine && holder != null && action != Todo.Action.HANDED_OFF && issuable.commit() == null
                ? issuable.path() + "/going-on/new?from=" + holder.handle()
                : null;
    }

    /// "booking #176, booking #180"
    String blocked() {
        return blockers.stream().map(Said::reference).collect(Collectors.joining(", "));
    }
}
