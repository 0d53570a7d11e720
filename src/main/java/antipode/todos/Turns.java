package antipode.todos;

import antipode.threads.Text;
import antipode.hours.Schedule;
import antipode.markdown.Moment;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Passes the turn. A turn is a pending obligation; there is one for a holder on a thing, with all its reasons. Every
/// verb runs in the transaction that caused it, after the thread's header was locked.
@Component
public class Turns {

    private static final int LONGEST_QUESTION = 240;
    private static final Pattern EMPHASIS = Pattern.compile("(?<!\\w)([*_]{1,3})(?=\\S)(.+?)(?<=\\S)\\1(?!\\w)");

    private final JdbcClient jdbc;
    private final WorkingHours hours;
    private final TeamTurns teamTurns;
    private final Idleness idleness;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Turns(
            JdbcClient jdbc,
            WorkingHours hours,
            TeamTurns teamTurns,
            Idleness idleness,
            Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.teamTurns = teamTurns;
        this.idleness = idleness;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Why somebody's turn begins.
    ///
    /// @param askId the ask it belongs to, whose end takes this reason away
    public record Cause(Todo.Action action, @Nullable Long byId, @Nullable Long noteId, String question, @Nullable Long askId) {

        public static Cause of(Todo.Action action, Actor by, long noteId) {
            return new Cause(action, by.idOrNull(), noteId, "", null);
        }
    }

    /// A to-do was put on somebody's list, or asks something more of them; whoever tells people of it listens.
    public record Listed(
            long todoId, Todo.Kind kind, Issuable issuable, long memberId, Todo.Action action, @Nullable Long noteId) {}

    /// Makes it their turn. Who holds it already keeps it, with one more reason; nobody is told twice.
    @Transactional
    public void pass(Issuable issuable, Collection<Long> holders, Cause cause) {
        Instant now = clock.instant();
        var schedules = hours.of(holders);
        int days = holders.isEmpty() ? 0 : idleness.days();
        for (long holder : holders) {
            Schedule schedule = schedules.get(holder);
            Long fresh = begin(
                    issuable, holder, null, cause, deliverFrom(schedule, now), Idleness.after(days, schedule, now).orElse(null));
            // Another question is told too, though the turn is the same.
            Long told = fresh != null ? fresh : cause.askId() == null ? null : held(issuable, holder);
            if (told != null) {
                publisher.publishEvent(
                        new Listed(told, Todo.Kind.OBLIGATION, issuable, holder, cause.action(), cause.noteId()));
            }
        }
    }

    private long held(Issuable issuable, long holder) {
        return jdbc.sql("""
                        select id from todo where issuable_id = :issuable and member_id = :holder
                          and kind = 'obligation' and state = 'pending'""")
                .param("issuable", issuable.id())
                .param("holder", holder)
                .query(Long.class)
                .single();
    }

    /// Makes it the turn of teams, each as one: until somebody in it takes it, it is on the lists of those next at work.
    @Transactional
    public void passToTeams(Issuable issuable, Collection<Text.Team> teams, Cause cause) {
        Instant now = clock.instant();
        int days = teams.isEmpty() ? 0 : idleness.days();
        for (Text.Team team : teams) {
            Instant idleAt = Idleness.ofTeam(days, now).orElse(null);
            Long fresh = begin(issuable, null, team.id(), cause, null, idleAt);
            if (fresh != null) {
                // It is on everybody's list; told beyond it are so many as one verb may tell.
                teamTurns.next(team, issuable.id()).stream()
                        .filter(person -> cause.byId() == null || person.id() != cause.byId())
                        .limit(TurnRules.MOST)
                        .forEach(person -> publisher.publishEvent(new Listed(
                                fresh, Todo.Kind.OBLIGATION, issuable, person.id(), cause.action(), cause.noteId())));
            }
        }
    }

    /// Makes it the turn of people and teams alike.
    @Transactional
    public void passTo(Issuable issuable, Collection<Holder> holders, Cause cause) {
        pass(issuable, holders.stream().map(Holder::person).filter(Objects::nonNull).map(Person::id).toList(), cause);
        passToTeams(issuable, holders.stream().map(Holder::team).filter(Objects::nonNull).toList(), cause);
    }

    /// The id of the turn if it begins now; nothing if it is one reason more.
    private @Nullable Long begin(
            Issuable issuable, @Nullable Long member, @Nullable Long team, Cause cause, @Nullable Instant deliverFrom,
            @Nullable Instant idleAt) {
        Instant now = clock.instant();
        Long fresh = jdbc.sql("""
                        insert into todo (kind, issuable_id, member_id, team_id, action, by_id, note_id, question, since,
                                          deliver_from, idle_at)
                        values ('obligation', :issuable, :member, :team, :action, :by, :note, :question, :now, :from, :idle)
                        on conflict (issuable_id, member_id, team_id) where kind = 'obligation' and state = 'pending'
                        do nothing returning id""")
                .param("issuable", issuable.id())
                .param("member", member, Types.BIGINT)
                .param("team", team, Types.BIGINT)
                .param("action", cause.action().key())
                .param("by", cause.byId(), Types.BIGINT)
                .param("note", cause.noteId(), Types.BIGINT)
                .param("question", shortened(cause.question()))
                .param("now", Timestamp.from(now))
                .param("from", timestamp(deliverFrom), Types.TIMESTAMP)
                .param("idle", timestamp(idleAt), Types.TIMESTAMP)
                .query(Long.class)
                .optional()
                .orElse(null);
        // Whoever is asked once more has as long for it as for the first time.
        long todo = fresh != null ? fresh : jdbc.sql("""
                        update todo set idle_at = greatest(idle_at, :idle)
                        where issuable_id = :issuable and member_id is not distinct from :member
                          and team_id is not distinct from :team and kind = 'obligation' and state = 'pending' returning id""")
                .param("issuable", issuable.id())
                .param("member", member, Types.BIGINT)
                .param("team", team, Types.BIGINT)
                .param("idle", timestamp(idleAt), Types.TIMESTAMP)
                .query(Long.class)
                .single();
        if (fresh == null && cause.askId() != null) {
            joinAsk(todo, cause);
        }
        jdbc.sql("""
                        insert into todo_reason (todo_id, action, by_id, note_id, ask_id, since)
                        select :todo, :action, :by, :note, :ask, :now
                        where not exists (select from todo_reason where todo_id = :todo and action = :action and note_id = :note)""")
                .param("todo", todo)
                .param("action", cause.action().key())
                .param("by", cause.byId(), Types.BIGINT)
                .param("note", cause.noteId(), Types.BIGINT)
                .param("ask", cause.askId(), Types.BIGINT)
                .param("now", Timestamp.from(now))
                .update();
        return fresh;
    }

    /// What the same words asked already becomes part of the ask that they put.
    private void joinAsk(long todo, Cause cause) {
        jdbc.sql("update todo_reason set action = :action, ask_id = :ask where todo_id = :todo and note_id = :note and ask_id is null")
                .param("action", cause.action().key())
                .param("ask", cause.askId())
                .param("todo", todo)
                .param("note", cause.noteId(), Types.BIGINT)
                .update();
        jdbc.sql("update todo set action = :action, question = :question where id = :todo and note_id = :note")
                .param("action", cause.action().key())
                .param("question", shortened(cause.question()))
                .param("todo", todo)
                .param("note", cause.noteId(), Types.BIGINT)
                .update();
    }

    /// Gives one's own turn the age and the reasons of another, which a team held.
    ///
    /// @return one's own entry
    long hold(Issuable issuable, long member, long taken) {
        Schedule schedule = hours.of(member);
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into todo (kind, issuable_id, member_id, action, by_id, note_id, question, since, deliver_from, idle_at)
                        select 'obligation', issuable_id, :member, action, by_id, note_id, question, since, :now, :idle
                        from todo where id = :taken
                        on conflict (issuable_id, member_id, team_id) where kind = 'obligation' and state = 'pending' do nothing""")
                .param("member", member)
                .param("now", Timestamp.from(now))
                .param("idle", timestamp(Idleness.after(idleness.days(), schedule, now).orElse(null)), Types.TIMESTAMP)
                .param("taken", taken)
                .update();
        long own = jdbc.sql("""
                        select id from todo where issuable_id = :issuable and member_id = :member
                          and kind = 'obligation' and state = 'pending'""")
                .param("issuable", issuable.id())
                .param("member", member)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into todo_reason (todo_id, action, by_id, note_id, ask_id, since)
                        select :own, action, by_id, note_id, ask_id, since from todo_reason where todo_id = :taken order by id""")
                .param("own", own)
                .param("taken", taken)
                .update();
        return own;
    }

    /// Puts news on their lists: nobody waits for them.
    @Transactional
    public void inform(Issuable issuable, Collection<Long> readers, Cause cause) {
        Instant now = clock.instant();
        var schedules = hours.of(readers);
        for (long reader : readers) {
            Instant deliverFrom = deliverFrom(schedules.get(reader), now);
            long todo = jdbc.sql("""
                            insert into todo (kind, issuable_id, member_id, action, by_id, note_id, question, since, deliver_from)
                            values ('news', :issuable, :reader, :action, :by, :note, :question, :now, :from) returning id""")
                    .param("issuable", issuable.id())
                    .param("reader", reader)
                    .param("action", cause.action().key())
                    .param("by", cause.byId(), Types.BIGINT)
                    .param("note", cause.noteId(), Types.BIGINT)
                    .param("question", shortened(cause.question()))
                    .param("now", Timestamp.from(now))
                    .param("from", Timestamp.from(deliverFrom))
                    .query(Long.class)
                    .single();
            publisher.publishEvent(new Listed(todo, Todo.Kind.NEWS, issuable, reader, cause.action(), cause.noteId()));
        }
    }

    /// Ends one holder's turn on a thing.
    ///
    /// @param cause what is read on the list of what is done: "you answered", "it was merged"
    @Transactional
    public boolean end(long issuable, long holder, String cause, @Nullable Long by, @Nullable Long note) {
        return end("issuable_id = :issuable and member_id = :holder", issuable, holder, cause, by, note);
    }

    /// Ends one turn, whoever holds it.
    @Transactional
    public boolean endOne(long todo, String cause, @Nullable Long by, @Nullable Long note) {
        return end("id = :issuable", todo, 0, cause, by, note);
    }

    /// Ends every turn on a thing, since what it is about has ended.
    @Transactional
    public void endAll(long issuable, String cause, @Nullable Long by, @Nullable Long note) {
        end("issuable_id = :issuable", issuable, 0, cause, by, note);
    }

    /// Takes away the reasons that an ask gave; whoever has no other reason is free of the turn.
    @Transactional
    public void endAsk(long ask, String cause, @Nullable Long by, @Nullable Long note) {
        jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = :by, done_cause = :cause, done_note_id = :note
                        where kind = 'obligation' and state = 'pending'
                          and exists (select from todo_reason where todo_id = todo.id and ask_id = :ask)
                          and not exists (select from todo_reason where todo_id = todo.id and ask_id is distinct from :ask)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by, Types.BIGINT)
                .param("cause", cause)
                .param("note", note, Types.BIGINT)
                .param("ask", ask)
                .update();
    }

    /// Tells those who still hold a turn by an ask of it once more.
    ///
    /// @param note what reminds them
    @Transactional
    public void remind(Issuable issuable, long ask, long note) {
        on(List.of(issuable.id())).stream()
                .filter(turn -> jdbc.sql("select exists (select from todo_reason where todo_id = :todo and ask_id = :ask)")
                        .param("todo", turn.todoId())
                        .param("ask", ask)
                        .query(Boolean.class)
                        .single())
                .forEach(turn -> {
                    Text.Team team = turn.holder().team();
                    List<Person> readers = team == null ? List.of(Objects.requireNonNull(turn.holder().person())) : teamTurns.next(team, issuable.id());
                    readers.stream().limit(TurnRules.MOST).forEach(reader -> publisher.publishEvent(new Listed(
                            turn.todoId(), Todo.Kind.OBLIGATION, issuable, reader.id(), Todo.Action.ASKED, note)));
                });
    }

    /// Takes away the reasons that these notes gave, except where something was asked for by a time; whoever has no other
    /// reason is free of the turn.
    @Transactional
    public void endReasons(
            long issuable, Collection<Long> notes, String cause, @Nullable Long by, @Nullable Long because) {
        jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = :by, done_cause = :cause, done_note_id = :because
                        where kind = 'obligation' and state = 'pending' and issuable_id = :issuable
                          and exists (select from todo_reason reason where reason.todo_id = todo.id)
                          and not exists (select from todo_reason reason where reason.todo_id = todo.id
                                 and (reason.ask_id is not null or reason.note_id is null or reason.note_id <> all (:notes)))""")
                .param("issuable", issuable)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by, Types.BIGINT)
                .param("cause", cause)
                .param("because", because, Types.BIGINT)
                .param("notes", notes.toArray(Long[]::new))
                .update();
    }

    /// Takes away the reason that one note gave; whoever has no other reason is free of the turn.
    @Transactional
    public void endReason(
            long issuable, Todo.Action action, long note, String cause, @Nullable Long by, @Nullable Long because) {
        jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = :by, done_cause = :cause, done_note_id = :because
                        where kind = 'obligation' and state = 'pending' and issuable_id = :issuable
                          and exists (select from todo_reason reason where reason.todo_id = todo.id
                                         and reason.action = :action and reason.note_id = :note)
                          and not exists (select from todo_reason reason where reason.todo_id = todo.id
                                         and (reason.action <> :action or reason.note_id is distinct from :note))""")
                .param("issuable", issuable)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by, Types.BIGINT)
                .param("cause", cause)
                .param("because", because, Types.BIGINT)
                .param("action", action.key())
                .param("note", note)
                .update();
    }

    /// Who holds the turn on each of these things, longest waiting first: one question for a whole list.
    public List<Turn> on(Collection<Long> issuables) {
        return jdbc.sql("""
                        select todo.id, todo.issuable_id, todo.action, todo.question, todo.since,
                               holder.id holder_id, holder.username holder_username, holder.name holder_name,
                               holder.zone holder_zone, holder.picture holder_picture,
                               team.id team_id, team.full_path team_path, team.name team_name,
                               giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture
                        from todo
                        left join member holder on holder.id = todo.member_id
                        left join namespace team on team.id = todo.team_id
                        left join member giver on giver.id = todo.by_id
                        where todo.issuable_id = any (:issuables) and todo.kind = 'obligation' and todo.state = 'pending'
                        order by todo.since, todo.id""")
                .param("issuables", issuables.toArray(Long[]::new))
                .query((row, _) -> new Turn(
                        row.getLong("id"),
                        row.getLong("issuable_id"),
                        holder(row),
                        Todo.Action.of(row.getString("action")),
                        row.getObject("giver_id") == null ? null : Threads.person(row, "giver_"),
                        row.getString("question"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /// The sentence of a text that asks; empty if none does.
    public static String question(String source) {
        for (String line : source.lines().toList()) {
            int mark = line.indexOf('?');
            if (mark >= 0 && !line.startsWith(">") && !line.contains("`")) {
                int start = Math.max(
                        Math.max(line.lastIndexOf(". ", mark), line.lastIndexOf("! ", mark)), line.lastIndexOf("? ", mark - 1));
                return EMPHASIS.matcher(line.substring(start < 0 ? 0 : start + 2, mark + 1)).replaceAll("$2").strip();
            }
        }
        return "";
    }

    private boolean end(
            String which, long issuable, long holder, String cause, @Nullable Long by, @Nullable Long note) {
        return jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = :by, done_cause = :cause, done_note_id = :note
                        where kind = 'obligation' and state = 'pending' and\s""" + which)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("by", by, Types.BIGINT)
                        .param("cause", cause)
                        .param("note", note, Types.BIGINT)
                        .param("issuable", issuable)
                        .param("holder", holder)
                        .update()
                > 0;
    }

    /// The first moment of theirs at which something may be pushed to them.
    private static Instant deliverFrom(@Nullable Schedule schedule, Instant now) {
        return schedule == null ? now : schedule.forDelivery().nextWorking(now).orElse(now);
    }

    private static Holder holder(ResultSet row) throws SQLException {
        Text.Team team = TodoRows.team(row);
        return team != null ? Holder.of(team) : Holder.of(Threads.person(row, "holder_"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static String shortened(String question) {
        return question.length() <= LONGEST_QUESTION ? question : Moment.whole(question.substring(0, LONGEST_QUESTION - 1)) + "…";
    }
}
