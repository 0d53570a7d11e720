package antipode.handoffs;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.threads.Assignees;
import antipode.threads.Comment;
import antipode.threads.Issuable;
import antipode.threads.References;
import antipode.threads.Remarks;
import antipode.threads.Rights;
import antipode.threads.Threads;
import antipode.todos.TeamTurns;
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where it is kept that somebody went on without an answer. The turn of whom they waited for stays; when the answer
/// comes, whoever is responsible gets the turn.
@Component
public class GoingsOn {

    private static final int LONGEST = 2_000;
    private static final String SELECT = """
            select going_on.*, todo.state = 'pending' and going_on.answered_at is null open,
                   by_member.id by_id, by_member.username by_username, by_member.name by_name, by_member.zone by_zone, by_member.picture by_picture,
                   holder.id holder_id, holder.username holder_username, holder.name holder_name, holder.zone holder_zone, holder.picture holder_picture,
                   team.id team_id, team.full_path team_path, team.name team_name
            from going_on
            join todo on todo.id = going_on.todo_id
            join member by_member on by_member.id = going_on.member_id
            left join member holder on holder.id = todo.member_id
            left join namespace team on team.id = todo.team_id
            """;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Rights rights;
    private final Remarks remarks;
    private final References references;
    private final Assignees assignees;
    private final Turns turns;
    private final TeamTurns teams;
    private final List<ShipsBack> ships;
    private final Clock clock;

    GoingsOn(
            JdbcClient jdbc,
            Threads threads,
            Rights rights,
            Remarks remarks,
            References references,
            Assignees assignees,
            Turns turns,
            TeamTurns teams,
            ObjectProvider<ShipsBack> ships,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.rights = rights;
        this.remarks = remarks;
        this.references = references;
        this.assignees = assignees;
        this.turns = turns;
        this.teams = teams;
        this.ships = ships.orderedStream().toList();
        this.clock = clock;
    }

    /// Goes on without whoever holds the turn.
    ///
    /// @param from     the username of whom is waited for; nothing for whoever has been waited for longest
    /// @param through  what ships it: `!83`, or an address; may be empty
    /// @param question what stays open; nothing for what they were asked
    @Transactional
    public GoingOn goOn(
            Actor actor, Issuable issuable, @Nullable String from, String shipped, String through, @Nullable String question) {
        Issuable locked = threads.lock(issuable.id());
        if (assignees.of(locked.id()).stream().noneMatch(one -> actor.is(one.id()))) {
            rights.requireEditor(actor, locked);
        }
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key() + ". Nobody waits here.");
        }
        Turn turn = turn(actor, locked, from);
        if (open(locked).stream().anyMatch(one -> one.todoId() == turn.todoId() && actor.is(one.by().id()))) {
            throw Problem.conflict("You have gone on without " + turn.holder().firstName() + " already.");
        }
        line("shipped", shipped, "can't be blank: say which part goes on now and can be taken back");
        String open = question == null || question.isBlank() ? turn.question() : question.strip();
        line("question", open, "can't be blank: say what stays open");
        if (through.length() > 500) {
            throw Problem.invalid("through", "is too long (maximum is 500 characters)");
        }
        requireTwoWay(actor, locked, through);
        StringBuilder words = new StringBuilder();
        Handoff.Words.part(words, "Goes on now, and can be taken back", shipped);
        Handoff.Words.part(words, "Through", through);
        Handoff.Words.part(words, "Stays open with " + turn.holder().firstName(), open);
        long note = remarks.write(
                actor, locked, "went on", "goes on without " + turn.holder().name() + "; the answer changes it later",
                words.toString());
        long id = jdbc.sql("""
                        insert into going_on (issuable_id, member_id, todo_id, shipped, through, question, note_id, created_at)
                        values (:issuable, :member, :todo, :shipped, :through, :question, :note, :now) returning id""")
                .param("issuable", locked.id())
                .param("member", actor.id())
                .param("todo", turn.todoId())
                .param("shipped", shipped.strip())
                .param("through", through.strip())
                .param("question", open)
                .param("note", note)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return jdbc.sql(SELECT + " where going_on.id = :id").param("id", id).query(GoingsOn::read).single();
    }

    /// The answer that somebody went on without has come: whoever is responsible decides what it changes.
    @EventListener
    @Order(5)
    void written(Comment.Written written) {
        Issuable issuable = written.issuable();
        boolean any = open(issuable).stream().anyMatch(one -> one.holder().team());
        List<Long> answered = jdbc.sql("""
                        update going_on set answered_at = :now, answer_note_id = :note
                        from todo where todo.id = going_on.todo_id and going_on.issuable_id = :issuable
                          and todo.state = 'pending' and going_on.answered_at is null
                          and (todo.member_id = :writer or todo.team_id = any (:teams))
                        returning going_on.id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("note", written.comment().id())
                .param("issuable", issuable.id())
                .param("writer", written.actor().id())
                .param("teams", any ? teams.of(written.actor()).toArray(Long[]::new) : new Long[0])
                .query(Long.class)
                .list();
        if (!answered.isEmpty() && issuable.open() && !written.actor().is(issuable.dri().id())) {
            turns.pass(
                    issuable, List.of(issuable.dri().id()),
                    Turns.Cause.of(Todo.Action.ANSWERED, written.actor(), written.comment().id()));
        }
    }

    /// A team's turn that somebody took is waited for as theirs.
    @EventListener
    void took(TeamTurns.Took took) {
        jdbc.sql("update going_on set todo_id = :own where todo_id = :todo and answered_at is null")
                .param("own", took.own())
                .param("todo", took.todo())
                .update();
    }

    /// All of a thing, oldest first.
    public List<GoingOn> of(Issuable issuable) {
        return jdbc.sql(SELECT + " where going_on.issuable_id = :issuable order by going_on.id limit 500")
                .param("issuable", issuable.id())
                .query(GoingsOn::read)
                .list();
    }

    /// Those whose answer is still to come.
    List<GoingOn> open(Issuable issuable) {
        return of(issuable).stream().filter(GoingOn::open).toList();
    }

    /// What one waits for here.
    Turn turn(Actor actor, Issuable issuable, @Nullable String from) {
        String name = from == null ? "" : from.startsWith("@") ? from.substring(1) : from;
        List<Turn> others = turns.on(List.of(issuable.id())).stream()
                .filter(turn -> !turn.holder().is(actor))
                .toList();
        return others.stream()
                .filter(turn -> name.isBlank() || turn.holder().handle().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.conflict(others.isEmpty()
                        ? "Nobody is waited for here, so there is nobody to go on without."
                        : "It isn’t that person’s turn here. It is " + others.getFirst().holder().firstName() + "’s."));
    }

    private void requireTwoWay(Actor actor, Issuable issuable, String through) {
        if (through.isBlank()) {
            return;
        }
        String kept = Markdown.render(through).html();
        References.Linked linked = references.link(actor, issuable.projectPath(), List.of(kept));
        for (Marker marker : Markdown.markers(kept)) {
            Issuable thing = marker.kind() == Marker.Kind.ISSUE || marker.kind() == Marker.Kind.MERGE_REQUEST
                    ? linked.thing(marker) : null;
            for (ShipsBack room : ships) {
                String why = thing == null ? null : room.whyNot(thing);
                if (why != null) {
                    throw Problem.invalid("through", "can't be that: " + why);
                }
            }
        }
    }

    private static void line(String field, String words, String blank) {
        if (words.isBlank()) {
            throw Problem.invalid(field, blank);
        }
        if (words.length() > LONGEST) {
            throw Problem.invalid(field, "is too long (maximum is " + LONGEST + " characters)");
        }
    }

    private static GoingOn read(ResultSet row, int number) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        Receiver holder = row.getObject("holder_id") != null
                ? Receiver.of(Threads.person(row, "holder_"))
                : new Receiver(row.getLong("team_id"), row.getString("team_path"), row.getString("team_name"), null);
        return new GoingOn(
                row.getLong("id"), row.getLong("issuable_id"), Threads.person(row, "by_"), row.getLong("todo_id"), holder,
                row.getString("shipped"), row.getString("through"), row.getString("question"), row.getLong("note_id"),
                row.getTimestamp("created_at").toInstant(), row.getBoolean("open"),
                answered == null ? null : answered.toInstant());
    }
}
