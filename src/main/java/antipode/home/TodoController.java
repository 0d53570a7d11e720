package antipode.home;

import antipode.feeds.AtomFeed;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Issuable;
import antipode.threads.ToldPlaces;
import antipode.todos.Deeds;
import antipode.todos.Snooze;
import antipode.todos.Passing;
import antipode.todos.Todo;
import antipode.todos.TodoFilter;
import antipode.todos.TodoSettings;
import antipode.todos.Todos;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One's own list: what is to do, what is snoozed, and what is done with the cause of each closing.
@Controller
@May(Who.MEMBER)
class TodoController {

    private static final int LISTED = 50;
    private static final int OF_EACH = 20;

    private final Todos todos;
    private final Deeds deeds;
    private final Passing passing;
    private final TodoSettings settings;
    private final Evenings evenings;
    private final Projects projects;
    private final Members members;
    private final WorkingHours hours;
    private final ToldPlaces places;
    private final Clock clock;

    TodoController(
            Todos todos, Deeds deeds, Passing passing, TodoSettings settings, Evenings evenings, Projects projects, Members members, WorkingHours hours,
            ToldPlaces places, Clock clock) {
        this.todos = todos;
        this.deeds = deeds;
        this.passing = passing;
        this.settings = settings;
        this.evenings = evenings;
        this.projects = projects;
        this.members = members;
        this.hours = hours;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/-/todos")
    Page list(@RequestParam Map<String, String> sent, Actor actor) {
        return page(asked(sent), actor);
    }

    @GetMapping("/-/todos.atom")
    @May(value = Who.MEMBER, feed = true)
    AtomFeed feed(@RequestParam Map<String, String> sent, Actor actor) {
        return TodoFeed.of(page(asked(sent).after(""), actor));
    }

    private static TodosPage.Asked asked(Map<String, String> sent) {
        TodoFilter.State wanted = switch (sent.getOrDefault("state", "")) {
            case "done" -> TodoFilter.State.DONE;
            case "snoozed" -> TodoFilter.State.SNOOZED;
            default -> TodoFilter.State.PENDING;
        };
        String kind = sent.getOrDefault("kind", "");
        return new TodosPage.Asked(
                wanted, kind(kind) == null ? "" : kind, sent.getOrDefault("project", "").strip(), sent.getOrDefault("reason", ""),
                sent.getOrDefault("author", "").strip(), sent.getOrDefault("thing", ""), sent.getOrDefault("after", ""));
    }

    private TodosPage page(TodosPage.Asked asked, Actor actor) {
        Project in = asked.project().isEmpty() ? null : projects.visibleTo(actor).find(asked.project()).orElse(null);
        Member from = asked.author().isEmpty() ? null : members.findByUsername(asked.author().replace("@", "")).orElse(null);
        String unknown = in == null && !asked.project().isEmpty() ? "You see no project “" + asked.project() + "”."
                : from == null && !asked.author().isEmpty() ? "Nobody here is called “" + asked.author() + "”." : null;
        TodoFilter filter = new TodoFilter(
                asked.state(), kind(asked.kind()), asked.reason().isEmpty() ? null : asked.reason(),
                in == null ? null : Long.valueOf(in.id()), null, from == null ? null : Long.valueOf(from.id()), thing(asked.thing()));
        List<TodosPage.Part> parts = unknown != null ? List.of() : parts(actor, filter, asked);
        return new TodosPage(
                asked,
                parts,
                places.of(parts.stream().flatMap(part -> part.rows().stream()).map(Todo::noteId).filter(Objects::nonNull).toList()),
                new TodosPage.Counts(
                        todos.count(actor, TodoFilter.PENDING, Todos.COUNTED),
                        todos.count(actor, TodoFilter.PENDING.in(TodoFilter.State.SNOOZED), Todos.COUNTED)),
                deeds.last(actor).orElse(null),
                snooze(actor),
                evenings.of(actor),
                unknown,
                settings.of(actor).keys());
    }

    private List<TodosPage.Part> parts(Actor actor, TodoFilter filter, TodosPage.Asked asked) {
        if (filter.state() != TodoFilter.State.PENDING || filter.kind() != null) {
            Todos.Part part = todos.part(actor, filter, asked.after(), LISTED);
            return List.of(new TodosPage.Part(filter.kind(), part.rows(), part.rows().size(), null, part.more()));
        }
        Todos.Desk desk = todos.desk(actor, filter, OF_EACH);
        List<TodosPage.Part> parts = new ArrayList<>();
        for (Todo.Kind kind : Todo.Kind.values()) {
            List<Todo> rows = desk.of(kind);
            if (!rows.isEmpty()) {
                int total = switch (kind) {
                    case OBLIGATION -> desk.obligations();
                    case BOOKMARK -> desk.bookmarks();
                    case NEWS -> desk.news();
                };
                parts.add(new TodosPage.Part(kind, rows, total, total > rows.size() ? asked.kind(kind.key()).path() : null, null));
            }
        }
        return parts;
    }

    @PostMapping("/-/todos/{id}/completion")
    Redirect complete(@PathVariable long id, @RequestParam @Nullable String back, Actor actor) {
        Todo todo = deeds.done(actor, id);
        return Redirect.back(back, "/-/todos")
                .saying(Notice.done("Marked done: “" + todo.issuable().title() + "”.").offering("Undo", "/-/todos/undo"));
    }

    @PostMapping("/-/todos/{id}/undoing")
    Redirect restore(@PathVariable long id, @RequestParam @Nullable String back, Actor actor) {
        Todo todo = deeds.restore(actor, id);
        return Redirect.back(back, "/-/todos?state=done")
                .saying(todo.done()
                        ? Notice.provisional("It stays done: a new turn on “" + todo.issuable().title() + "” has begun meanwhile.")
                        : Notice.done("Back on your list: “" + todo.issuable().title() + "”."));
    }

    @PostMapping("/-/todos/{id}/snooze")
    Redirect snooze(
            @PathVariable long id,
            @RequestParam(defaultValue = "date") String until,
            @RequestParam(defaultValue = "") String date,
            @RequestParam @Nullable String back,
            Actor actor) {
        Snooze snooze = snooze(actor);
        Instant at = snooze.choices().stream()
                .filter(choice -> choice.key().equals(until))
                .map(Snooze.Choice::until)
                .findFirst()
                .orElseGet(() -> snooze.on(day(date)));
        Todo todo = deeds.snooze(actor, id, at);
        return Redirect.back(back, "/-/todos")
                .saying(Notice.done("Snoozed until " + new Times(clock.instant(), actor.require().zone()).within(at) + ": “"
                                + todo.issuable().title() + "”.")
                        .offering("Undo", "/-/todos/undo"));
    }

    /// A team's turn becomes one's own.
    @PostMapping("/-/todos/{id}/taking")
    Redirect take(@PathVariable long id, Actor actor) {
        Todo todo = todos.find(actor, passing.take(actor, id));
        return Redirect.to(todo.path()).saying(Notice.done("It is yours now, and off the lists of everyone else in the team."));
    }

    @PostMapping("/-/todos/{id}/snooze/removal")
    Redirect wake(@PathVariable long id, @RequestParam @Nullable String back, Actor actor) {
        Todo todo = deeds.wake(actor, id);
        return Redirect.back(back, "/-/todos?state=snoozed")
                .saying(Notice.done("Back on your list: “" + todo.issuable().title() + "”.").offering("Undo", "/-/todos/undo"));
    }

    @PostMapping("/-/todos/undo")
    Redirect undo(@RequestParam @Nullable String back, Actor actor) {
        return Redirect.back(back, "/-/todos").saying(deeds.undo(actor)
                .map(deed -> Notice.done("Undone: " + Character.toLowerCase(deed.sentence().charAt(0)) + deed.sentence().substring(1) + "."))
                .orElse(Notice.provisional("There is nothing of the last day to undo.")));
    }

    @PostMapping("/-/todos/news/clearing")
    Redirect clear(@RequestParam @Nullable String back, Actor actor) {
        int cleared = deeds.clearNews(actor);
        return Redirect.back(back, "/").saying(cleared == 0 ? Notice.done("There was no news to clear.") : cleared(cleared, " of news cleared."));
    }

    /// Clears the news and, where that is ticked, what somebody waits for.
    @PostMapping("/-/todos/clearing")
    Redirect clearMore(@RequestParam(defaultValue = "") String obligations, Actor actor) {
        if (obligations.isEmpty()) {
            return clear("/-/todos", actor);
        }
        int cleared = deeds.declareBankruptcy(actor);
        return Redirect.to("/-/todos").saying(cleared == 0
                ? Notice.done("There was nothing to clear.")
                : Notice.done(Said.number(cleared) + (cleared == 1 ? " entry" : " entries")
                                + " cleared. Whoever waited for you is told that nothing was promised.")
                        .offering("Undo", "/-/todos/undo"));
    }

    @GetMapping("/-/todos/settings")
    Page settings(Actor actor) {
        return new TodoSettingsPage(settings.of(actor));
    }

    @PostMapping("/-/todos/settings")
    Redirect save(@RequestParam(defaultValue = "never") String clearing, @RequestParam(defaultValue = "") String keys, Actor actor) {
        settings.save(actor, new TodoSettings.Wish(TodoSettings.Clearing.of(clearing), !keys.isEmpty()));
        return Redirect.to("/-/todos/settings").saying(Notice.done("Saved."));
    }

    private static Notice cleared(int cleared, String what) {
        return Notice.done(Said.number(cleared) + (cleared == 1 ? " piece" : " pieces") + what + " What somebody waits for stays.")
                .offering("Undo", "/-/todos/undo");
    }

    private Snooze snooze(Actor actor) {
        return new Snooze(hours.of(actor.id()), actor.require().zone(), clock.instant());
    }

    private static LocalDate day(String date) {
        try {
            return LocalDate.parse(date.strip());
        } catch (DateTimeParseException unclear) {
            throw Problem.invalid("date", "is not a day; one looks like 2026-11-24");
        }
    }

    private static Todo.@Nullable Kind kind(String key) {
        for (Todo.Kind kind : Todo.Kind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        return null;
    }

    private static Issuable.@Nullable Kind thing(String key) {
        for (Issuable.Kind kind : Issuable.Kind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        return null;
    }
}
