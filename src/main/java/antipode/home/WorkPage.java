package antipode.home;

import antipode.todos.Snooze;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Page;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// My work: whose turn is it, what can I move now, and what waits for whom.
///
/// @param turns      what others wait for me for, soonest due first
/// @param givers     how many people wait
/// @param allTurns   how many turns there are, of which the first are listed
/// @param moreMoves  whether more can move than is listed
/// @param moreWaiting whether more waits than is listed
/// @param snooze     until when one can snooze
/// @param evening    what being done for today means
/// @param keys       whether keys work here
/// @param greeted    false for somebody new who hasn't been told what this is
/// @param brief      where it stands what happened while one was away; nothing once that is read
record WorkPage(
        MyDay day,
        List<Owed> turns,
        int givers,
        int allTurns,
        List<Move> moves,
        boolean moreMoves,
        List<Todo> bookmarks,
        int allBookmarks,
        List<Todo> news,
        int allNews,
        List<Waiting> waiting,
        boolean moreWaiting,
        List<Defaulted> defaults,
        Snooze snooze,
        Evening evening,
        boolean keys,
        boolean greeted,
        @Nullable String brief)
        implements Page {

    String waitingFor() {
        return givers == 1 ? "1 person waits for you" : givers + " people wait for you";
    }

    /// Under "Nobody waits for you."
    String idle() {
        if (moves.isEmpty()) {
            return "Nothing of yours is open either. Write what you would like to see changed, and who should answer.";
        }
        long drafts = moves.stream().filter(move -> move.kind() == Move.Kind.CONTINUE).count();
        long many = drafts > 0 ? drafts : moves.size();
        String things = drafts > 0 ? (many == 1 ? "One of your drafts" : Said.number(many) + " of your drafts")
                : many == 1 ? "One thing of yours" : Said.number(many) + " things of yours";
        return things + " can move without anyone else being awake.";
    }

    static String reference(Todo todo) {
        return Said.reference(todo.issuable());
    }

    static String by(Todo todo) {
        return TodosPage.by(todo);
    }

    /// "14", "99+"
    String counted(int number) {
        return Said.many(number);
    }

    String clear() {
        return allNews == 1
                ? "Clear it"
                : allNews >= Todos.COUNTED ? "Clear all" : "Clear all " + Said.number(allNews).toLowerCase(Locale.ROOT);
    }
}
