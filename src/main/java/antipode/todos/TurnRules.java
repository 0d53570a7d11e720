package antipode.todos;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.threads.Assignees;
import antipode.threads.CapacityNotes;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Discussion;
import antipode.threads.Issuable;
import antipode.threads.QuickActions;
import antipode.threads.Readers;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets what happens in a thread pass the turn, and tells a writer beforehand to whom their words would.
@Component
public class TurnRules {

    /// So many can be chosen to hold the turn at once.
    static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Turns turns;
    private final TeamTurns teams;
    private final Readers readers;
    private final Comments comments;
    private final QuickActions quick;
    private final CapacityNotes notes;

    TurnRules(
            JdbcClient jdbc, Turns turns, TeamTurns teams, Readers readers, Comments comments, QuickActions quick,
            CapacityNotes notes) {
        this.notes = notes;
        this.jdbc = jdbc;
        this.turns = turns;
        this.teams = teams;
        this.readers = readers;
        this.comments = comments;
        this.quick = quick;
    }

    /// Whose turn it would be if this were written.
    ///
    /// @param replyTo the comment it would answer
    /// @param asked   whom the writer asks beside the words
    /// @param wished  the usernames and team paths that the writer chose; nothing for the rules to decide
    public TurnChoice preview(
            Actor writer, Issuable issuable, String words, @Nullable Long replyTo, List<Holder> asked,
            @Nullable Collection<String> wished) {
        Text text = comments.read(writer, issuable, quick.split(words).words());
        return TurnChoice.by(said(writer, issuable, text, replyTo, asked, wished == null ? null : named(writer, issuable, wished)));
    }

    /// The same in a sentence, for a page that is not changed while one writes; if the choice can't be, why.
    public String then(
            Actor writer, Issuable issuable, String words, @Nullable Long replyTo, @Nullable Collection<String> wished) {
        try {
            return preview(writer, issuable, words, replyTo, List.of(), wished).sentence(Person.of(writer.require()));
        } catch (Problem refused) {
            return "It " + refused.fields().getOrDefault("turn", refused.message()) + ".";
        }
    }

    /// The same for the page: what can't be chosen is said, and what the rules would do is shown instead.
    ///
    /// @param asked whom the writer asks beside the words, even where somebody else is waited for in their place
    public TurnPick pick(
            Actor writer, Issuable issuable, String words, @Nullable Long replyTo, List<Person> asked, List<Holder> waited,
            @Nullable Collection<String> wished) {
        Person person = Person.of(writer.require());
        long answered = replyTo == null ? 0 : replyTo;
        if (words.isBlank() && wished == null && asked.isEmpty() && waited.isEmpty()) {
            return new TurnPick(issuable.id(), answered, person, false, TurnChoice.NONE, null, Set.of(), List.of());
        }
        TurnChoice choice;
        String wrong = null;
        try {
            choice = preview(writer, issuable, words, replyTo, waited, wished);
        } catch (Problem refused) {
            wrong = "It " + refused.fields().getOrDefault("turn", refused.message()) + ".";
            choice = preview(writer, issuable, words, replyTo, waited, null);
        }
        List<Person> meant = new ArrayList<>(asked);
        choice.next().forEach(next -> {
            if (next.holder().person() != null) {
                meant.add(next.holder().person());
            }
        });
        meant.addAll(choice.told());
        return new TurnPick(
                issuable.id(), answered, person, true, choice, wrong,
                asked.stream().map(Person::id).collect(Collectors.toSet()), notes.of(writer, issuable.projectId(), meant));
    }

    /// The people and teams of these names who may see the thing, in this order; `me` is the actor.
    List<Holder> named(Actor actor, Issuable issuable, Collection<String> names) {
        Set<String> plain = new LinkedHashSet<>();
        for (String name : names) {
            String one = name.strip().toLowerCase(Locale.ROOT);
            plain.add(one.equals("me") ? actor.require().username().toLowerCase(Locale.ROOT)
                    : one.startsWith("@") ? one.substring(1) : one);
        }
        plain.remove("");
        if (plain.size() > MOST) {
            throw Problem.invalid("turn", "can be held by at most " + MOST);
        }
        if (plain.isEmpty()) {
            return List.of();
        }
        Map<String, Person> people = readers.named(issuable, plain);
        Map<String, Text.Team> seeing = teams.seeing(issuable.id(), plain);
        List<Holder> holders = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : plain) {
            if (people.containsKey(name)) {
                holders.add(Holder.of(people.get(name)));
            } else if (seeing.containsKey(name)) {
                holders.add(Holder.of(seeing.get(name)));
            } else {
                unknown.add("@" + name);
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(
                    "turn",
                    "can’t be held by " + String.join(", ", unknown) + ", who may not see this");
        }
        return holders;
    }

    private TurnChoice.Said said(
            Actor writer, Issuable issuable, Text text, @Nullable Long replyTo, List<Holder> asked,
            @Nullable List<Holder> wished) {
        List<Holder> named = new ArrayList<>();
        text.mentioned().forEach(person -> named.add(Holder.of(person)));
        Map<String, Text.Team> seen = text.teams().isEmpty()
                ? Map.of()
                : teams.seeing(issuable.id(), text.teams().stream().map(Text.Team::path).toList());
        seen.values().forEach(team -> named.add(Holder.of(team)));
        return new TurnChoice.Said(
                issuable,
                Person.of(writer.require()),
                text.asks(),
                named,
                replyTo == null ? null : replied(issuable, replyTo),
                pending(issuable.id()),
                teams.of(writer),
                asked,
                wished);
    }

    private TurnChoice.@Nullable Replied replied(Issuable issuable, long note) {
        return jdbc.sql("""
                        select comment.id note_id, member.id, member.username, member.name, member.zone, member.picture
                        from comment join member on member.id = comment.author_id
                        where comment.issuable_id = :issuable and comment.id = :note""")
                .param("issuable", issuable.id())
                .param("note", note)
                .query((row, _) -> new TurnChoice.Replied(row.getLong("note_id"), Threads.person(row, "")))
                .optional()
                .orElse(null);
    }

    private List<TurnChoice.Pending> pending(long issuable) {
        Map<Long, TurnChoice.Pending> pending = new LinkedHashMap<>();
        jdbc.sql("""
                        select todo.id todo_id, todo.team_id, team.full_path team_path, team.name team_name,
                               holder.id holder_id, holder.username holder_username, holder.name holder_name,
                               holder.zone holder_zone, holder.picture holder_picture, reason.action, reason.note_id,
                               giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture
                        from todo
                        join todo_reason reason on reason.todo_id = todo.id
                        left join member holder on holder.id = todo.member_id
                        left join namespace team on team.id = todo.team_id
                        left join member giver on giver.id = reason.by_id and giver.state = 'active'
                        where todo.issuable_id = :issuable and todo.kind = 'obligation' and todo.state = 'pending'
                        order by todo.id, reason.id""")
                .param("issuable", issuable)
                .query(row -> {
                    Text.Team team = TodoRows.team(row);
                    Holder holder = team != null ? Holder.of(team) : Holder.of(Threads.person(row, "holder_"));
                    pending.computeIfAbsent(row.getLong("todo_id"), id -> new TurnChoice.Pending(id, holder, new ArrayList<>()))
                            .reasons()
                            .add(new TurnChoice.Reason(
                                    Todo.Action.of(row.getString("action")),
                                    row.getObject("giver_id") == null ? null : Threads.person(row, "giver_"),
                                    row.getObject("note_id", Long.class)));
                });
        return List.copyOf(pending.values());
    }

    /// Whoever is named in a description is asked if it asks, and told otherwise.
    @EventListener
    void opened(Issuable.Opened opened) {
        Text text = opened.text();
        if (!text.mentioned().isEmpty() || !text.teams().isEmpty()) {
            apply(opened.actor(), opened.issuable(), opened.noteId(), text, said(
                    opened.actor(), opened.issuable(), text, null, List.of(), null));
        }
    }

    /// Before the asks hear of it, so that who asked is known still.
    @EventListener
    @Order(5)
    void written(Comment.Written written) {
        Comment comment = written.comment();
        apply(written.actor(), written.issuable(), comment.id(), written.text(), said(
                written.actor(),
                written.issuable(),
                written.text(),
                comment.reply() ? comment.threadId() : null,
                List.of(),
                written.turn() == null ? null : named(written.actor(), written.issuable(), written.turn())));
    }

    private void apply(Actor writer, Issuable issuable, long note, Text text, TurnChoice.Said said) {
        TurnChoice choice = TurnChoice.by(said);
        String who = said.writer().firstName();
        for (TurnChoice.Pending turn : said.pending()) {
            if (said.heldByWriter(turn)) {
                boolean own = turn.holder().is(writer);
                if (!own || !choice.keeps()) {
                    turns.endOne(turn.todoId(), own ? "you answered" : who + " answered", writer.id(), note);
                }
            }
        }
        String question = Turns.question(text.source());
        for (TurnChoice.Next next : choice.next()) {
            boolean kept = choice.held() && next.holder().is(writer);
            if (!kept) {
                boolean asked = next.action().asks();
                turns.passTo(issuable, List.of(next.holder()), new Turns.Cause(
                        next.action(), writer.idOrNull(), note, asked ? question : "", null));
            }
        }
        turns.inform(
                issuable, choice.told().stream().map(Person::id).toList(),
                Turns.Cause.of(Todo.Action.MENTIONED, writer, note));
    }

    /// Whoever is given a thing to do holds the turn; a team that held it is free of it if they are of it.
    @EventListener
    void assigned(Assignees.Assigned assigned) {
        Issuable issuable = assigned.issuable();
        Person assignee = assigned.assignee();
        Set<Long> theirs = teams.of(assignee.id());
        for (TurnChoice.Pending turn : theirs.isEmpty() ? List.<TurnChoice.Pending>of() : pending(issuable.id())) {
            Text.Team team = turn.holder().team();
            if (team != null && theirs.contains(team.id())) {
                turns.endOne(turn.todoId(), assignee.firstName() + " was assigned", assigned.actor().idOrNull(), assigned.noteId());
            }
        }
        if (!assigned.actor().is(assignee.id())) {
            turns.pass(
                    issuable, List.of(assignee.id()),
                    Turns.Cause.of(Todo.Action.ASSIGNED, assigned.actor(), assigned.noteId()));
        }
    }

    /// Whoever was waited for only because they were assigned is free of it.
    @EventListener
    void unassigned(Assignees.Unassigned unassigned) {
        for (TurnChoice.Pending turn : pending(unassigned.issuable().id())) {
            Person person = turn.holder().person();
            if (person != null && person.id() == unassigned.person().id()
                    && turn.reasons().stream().allMatch(reason -> reason.action() == Todo.Action.ASSIGNED)) {
                turns.endOne(turn.todoId(), "you are no longer assigned", unassigned.actor().idOrNull(), unassigned.noteId());
            }
        }
    }

    /// What was settled in a thread within waits for nobody any more.
    @EventListener
    void resolved(Discussion.Resolved resolved) {
        turns.endReasons(
                resolved.issuable().id(), resolved.discussion().comments().stream().map(Comment::id).toList(),
                Person.of(resolved.actor().require()).firstName() + " resolved the thread", resolved.actor().idOrNull(),
                resolved.noteId());
    }

    /// Somebody named only since a text was changed is told.
    @EventListener
    void namedLater(Text.NamedLater named) {
        turns.inform(
                named.issuable(), named.people().stream().map(Person::id).toList(),
                Turns.Cause.of(Todo.Action.MENTIONED, named.actor(), named.noteId()));
    }

    /// What ends closes what was about it, and is news to whoever took part and didn't do it.
    @EventListener
    void ended(Issuable.Ended ended) {
        Issuable issuable = ended.issuable();
        boolean merged = issuable.state() == Issuable.State.MERGED;
        Long actor = ended.actor().idOrNull();
        String who = actor == null || ended.because() != null ? "it was " : Person.of(ended.actor().require()).firstName() + " ";
        String what = merged ? "merged" : "closed";
        turns.endAll(issuable.id(), who.equals("it was ") ? who + what : who + what + " it", actor, ended.noteId());
        List<Long> took = jdbc.sql("""
                        select member_id from subscription
                        where issuable_id = :issuable and member_id is distinct from :actor
                        order by member_id limit 50""")
                .param("issuable", issuable.id())
                .param("actor", ended.because() == null ? actor : null, Types.BIGINT)
                .query(Long.class)
                .list();
        turns.inform(issuable, took, Turns.Cause.of(merged ? Todo.Action.MERGED : Todo.Action.CLOSED, ended.actor(), ended.noteId()));
    }

    /// What is open again is for whoever is responsible to go on with. What was ended with it stays ended.
    @EventListener
    void reopened(Issuable.Reopened reopened) {
        Issuable issuable = reopened.issuable();
        if (!reopened.actor().is(issuable.dri().id())) {
            turns.pass(
                    issuable, List.of(issuable.dri().id()),
                    Turns.Cause.of(Todo.Action.REOPENED, reopened.actor(), reopened.noteId()));
        }
    }
}
