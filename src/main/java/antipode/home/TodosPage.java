package antipode.home;

import antipode.threads.ToldPlaces;
import antipode.todos.Deeds;
import antipode.todos.Snooze;
import antipode.todos.Todo;
import antipode.todos.TodoFilter;
import antipode.web.Choice;
import antipode.web.Page;
import antipode.web.Tab;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything on one's list, what is out of sight, or what was done.
///
/// @param parts   a list for each kind that holds something, or the one that was asked for
/// @param counts  how many wait, are snoozed; done ones aren't counted
/// @param last    what one did last and can take back
/// @param snooze  until when one can snooze
/// @param evening what being done for today means
/// @param unknown a sentence about a filter that finds nothing
/// @param places  where in a change something was said, by comment
/// @param keys    whether keys work here
record TodosPage(
        Asked asked,
        List<Part> parts,
        Map<Long, ToldPlaces.Told> places,
        Counts counts,
        Deeds.@Nullable Deed last,
        Snooze snooze,
        Evening evening,
        @Nullable String unknown,
        boolean keys)
        implements Page {

    record Counts(int pending, int snoozed) {}

    /// What the reader filters by, as it stands in the address.
    record Asked(TodoFilter.State state, String kind, String project, String reason, String author, String thing, String after) {

        boolean filters() {
            return !project.isEmpty() || !reason.isEmpty() || !author.isEmpty() || !thing.isEmpty();
        }

        Asked state(TodoFilter.State state) {
            return new Asked(state, "", project, reason, author, thing, "");
        }

        Asked kind(String kind) {
            return new Asked(state, kind, project, reason, author, thing, "");
        }

        Asked after(String after) {
            return new Asked(state, kind, project, reason, author, thing, after);
        }

        Asked plain() {
            return new Asked(state, kind, "", "", "", "", "");
        }

        String path() {
            StringBuilder query = new StringBuilder();
            add(query, "state", stateWord());
            add(query, "kind", kind);
            add(query, "project", project);
            add(query, "reason", reason);
            add(query, "author", author);
            add(query, "thing", thing);
            add(query, "after", after);
            return "/-/todos" + (query.isEmpty() ? "" : "?" + query.substring(1));
        }

        String stateWord() {
            return switch (state) {
                case PENDING -> "";
                case SNOOZED -> "snoozed";
                case DONE -> "done";
            };
        }

        private static void add(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    /// One list.
    ///
    /// @param kind  what all of it is; nothing where kinds stand together
    /// @param total how many there are of this kind
    /// @param all   where the rest of them is; nothing if all are here
    /// @param older the cursor of what follows
    record Part(Todo.@Nullable Kind kind, List<Todo> rows, int total, @Nullable String all, @Nullable String older) {

        String title() {
            return kind == null ? "All of it" : switch (kind) {
                case OBLIGATION -> "Your turn";
                case BOOKMARK -> "Bookmarks";
                case NEWS -> "News";
            };
        }

        @Nullable String note() {
            return kind == Todo.Kind.BOOKMARK ? "only you close these" : null;
        }

        String count() {
            return Said.many(total);
        }
    }

    String title() {
        return switch (asked.state()) {
            case PENDING -> "On your list";
            case SNOOZED -> "Snoozed";
            case DONE -> "What is done";
        };
    }

    /// " on Timetables, line 3"; empty where it was said nowhere in particular.
    String place(Todo todo) {
        ToldPlaces.Told told = todo.noteId() == null ? null : places.get(todo.noteId());
        return told == null ? "" : " " + told.words();
    }

    List<Tab> tabs() {
        return List.of(
                new Tab("To do", asked.state(TodoFilter.State.PENDING).path(), pending(), count(counts.pending())),
                new Tab("Snoozed", asked.state(TodoFilter.State.SNOOZED).path(), asked.state() == TodoFilter.State.SNOOZED, count(counts.snoozed())),
                new Tab("Done", asked.state(TodoFilter.State.DONE).path(), done(), null));
    }

    private static @Nullable String count(int many) {
        return many == 0 ? null : Said.many(many);
    }

    boolean pending() {
        return asked.state() == TodoFilter.State.PENDING;
    }

    boolean done() {
        return asked.state() == TodoFilter.State.DONE;
    }

    boolean empty() {
        return parts.stream().allMatch(part -> part.rows().isEmpty());
    }

    boolean news() {
        return pending() && parts.stream().anyMatch(part -> part.kind() == Todo.Kind.NEWS && !part.rows().isEmpty());
    }

    boolean obligations() {
        return pending() && parts.stream().anyMatch(part -> part.kind() == Todo.Kind.OBLIGATION && !part.rows().isEmpty());
    }

    /// Whether this is the one row with a filled button.
    boolean first(Todo todo) {
        return pending() && parts.getFirst().rows().getFirst() == todo;
    }

    boolean returned(Todo todo) {
        return todo.returned(snooze.now());
    }

    Instant now() {
        return snooze.now();
    }

    @Nullable String older() {
        String older = parts.size() == 1 ? parts.getFirst().older() : null;
        return older == null || older.isEmpty() ? null : asked.after(older).path();
    }

    @Nullable String newest() {
        return asked.after().isEmpty() ? null : asked.after("").path();
    }

    /// The reasons one can filter by.
    static List<Choice> reasons() {
        List<Choice> reasons = new ArrayList<>(List.of(new Choice("", "any reason")));
        for (Todo.Action action : Todo.Action.values()) {
            reasons.add(new Choice(action.key(), action.word()));
        }
        return reasons;
    }

    static List<Choice> things() {
        return List.of(new Choice("", "anything"), new Choice("issue", "issues"), new Choice("merge_request", "merge requests"), new Choice("commit", "commits"));
    }

    String emptyTitle() {
        return asked.filters() ? "Nothing here matches"
                : switch (asked.state()) {
                    case PENDING -> "Your list is empty";
                    case SNOOZED -> "Nothing is snoozed";
                    case DONE -> "Nothing is done yet";
                };
    }

    String emptyWords() {
        return asked.filters() ? "Take a filter away, or look among what is done."
                : switch (asked.state()) {
                    case PENDING -> "Whatever somebody asks of you will stand here, with the reason, until you answer it or it ends.";
                    case SNOOZED -> "What you put off until later stands here with the time it comes back.";
                    case DONE -> "What you answer, and what ends by itself, stands here with its cause, and can be brought back.";
                };
    }

    static String reference(Todo todo) {
        return Said.reference(todo.issuable());
    }

    /// "Kei", or what did it where nobody was at the keys.
    static String by(Todo todo) {
        return todo.by() != null ? todo.by().firstName() : todo.action().byNobody();
    }

    static String deed(Todo todo) {
        return Said.deed(todo.action());
    }
}
