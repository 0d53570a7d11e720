package antipode.asks;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.todos.Holder;
import antipode.web.Problem;
import antipode.web.Zones;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads asks with everyone asked: one question, a row for each person.
@Component
class AskRows {

    private static final String SELECT = """
            select ask.id, ask.issuable_id, ask.kind, ask.question, ask.note_id, ask.asked_at, ask.due_at, ask.fair_at,
                   ask.extended_at, ask.moved_at, ask.default_effect, ask.default_text, ask.state, ask.ended_at, ask.ended_because,
                   asker.id asker_id, asker.username asker_username, asker.name asker_name, asker.zone asker_zone, asker.picture asker_picture,
                   asked.id asked_id, asked.username asked_username, asked.name asked_name, asked.zone asked_zone, asked.picture asked_picture,
                   team.id team_id, team.full_path team_path, team.name team_name,
                   delegate.id delegate_id, delegate.username delegate_username, delegate.name delegate_name,
                   delegate.zone delegate_zone, delegate.picture delegate_picture,
                   taker.id taker_id, taker.username taker_username, taker.name taker_name, taker.zone taker_zone, taker.picture taker_picture,
                   speaker.id speaker_id, speaker.username speaker_username, speaker.name speaker_name,
                   speaker.zone speaker_zone, speaker.picture speaker_picture,
                   ask_person.fair_at asked_fair_at, ask_person.zone asked_clock, ask_person.away, ask_person.away_until,
                   ask_person.answer, ask_person.answered_at, ask_person.note_id asked_note_id
            from ask
            join member asker on asker.id = ask.asker_id
            join ask_person on ask_person.ask_id = ask.id
            left join member asked on asked.id = ask_person.member_id
            left join namespace team on team.id = ask_person.team_id
            left join member delegate on delegate.id = ask_person.delegate_id
            left join member taker on taker.id = ask_person.taker_id
            left join member speaker on speaker.id = ask_person.answered_by
            """;

    /// Oldest first, and those asked in the order in which they were.
    static final String ORDER = " order by ask.id, ask_person.place";

    private final JdbcClient jdbc;

    AskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Ask get(long id) {
        return find(id).orElseThrow(() -> Problem.notFound("Ask"));
    }

    Optional<Ask> find(long id) {
        return read("where ask.id = :id" + ORDER, id).stream().findFirst();
    }

    /// All of a thing, oldest first.
    List<Ask> of(long issuable) {
        return read("where ask.issuable_id = :id" + ORDER, issuable);
    }

    List<Ask> openOn(long issuable) {
        return read("where ask.issuable_id = :id and ask.state = 'open'" + ORDER, issuable);
    }

    /// Writes an ask down, to be followed by whom it is put to.
    ///
    /// @param said what the asker will do, in their words
    long put(
            Actor asker, Issuable issuable, Asks.Question question, @Nullable Long note, Instant now, Instant fairAt,
            @Nullable String said) {
        Instant due = question.due() == null && question.effect() != null ? fairAt : question.due();
        return jdbc.sql("""
                        insert into ask (issuable_id, asker_id, kind, question, note_id, asked_at, due_at, fair_at,
                                         default_effect, default_text)
                        values (:issuable, :asker, :kind, :question, :note, :now, :due, :fair, :effect, :text)
                        returning id""")
                .param("issuable", issuable.id())
                .param("asker", asker.id())
                .param("kind", question.kind().key())
                .param("question", question.text().strip())
                .param("note", note, Types.BIGINT)
                .param("now", Timestamp.from(now))
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .param("fair", Timestamp.from(fairAt))
                .param("effect", question.effect(), Types.VARCHAR)
                .param("text", said, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /// Writes down whom an ask is put to; or, of whom it was put to already, who is waited for now, and since when that is
    /// fair.
    void put(long ask, int place, Ask.Asked asked) {
        jdbc.sql("""
                        insert into ask_person (ask_id, place, member_id, team_id, fair_at, zone, away, away_until, delegate_id)
                        values (:ask, :place, :member, :team, :fair, :zone, :away, :until, :delegate)
                        on conflict (ask_id, member_id, team_id) do update
                        set fair_at = greatest(ask_person.fair_at, excluded.fair_at), zone = excluded.zone, away = excluded.away,
                            away_until = excluded.away_until, delegate_id = excluded.delegate_id""")
                .param("ask", ask)
                .param("place", place)
                .param("member", asked.who().person() == null ? null : asked.who().person().id(), Types.BIGINT)
                .param("team", asked.who().team() == null ? null : asked.who().team().id(), Types.BIGINT)
                .param("fair", Timestamp.from(asked.fairAt()))
                .param("zone", asked.zone().getId())
                .param("away", asked.away())
                .param("until", asked.awayUntil() == null ? null : Timestamp.from(asked.awayUntil()), Types.TIMESTAMP)
                .param("delegate", asked.delegate() == null ? null : asked.delegate().id(), Types.BIGINT)
                .update();
    }

    void standsIn(long ask, long note) {
        jdbc.sql("update ask set note_id = :note where id = :id").param("note", note).param("id", ask).update();
    }

    /// @param where the rest of the statement, which binds `:id`
    List<Ask> read(String where, Object id) {
        Map<Long, List<Ask>> rows = new LinkedHashMap<>();
        jdbc.sql(SELECT + where)
                .param("id", id)
                .query(AskRows::row)
                .list()
                .forEach(row -> rows.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row));
        return rows.values().stream().map(AskRows::together).toList();
    }

    private static Ask together(List<Ask> rows) {
        Ask ask = rows.getFirst();
        return rows.size() == 1 ? ask : new Ask(
                ask.id(), ask.issuableId(), ask.asker(), ask.kind(), ask.question(), ask.noteId(), ask.askedAt(),
                ask.dueAt(), ask.fairAt(), ask.extendedAt(), ask.movedAt(), ask.effect(), ask.defaultText(), ask.state(),
                ask.endedAt(), ask.endedBecause(), rows.stream().flatMap(row -> row.asked().stream()).toList());
    }

    private static Ask row(ResultSet row, int number) throws SQLException {
        long team = row.getLong("team_id");
        Holder who = team == 0
                ? Holder.of(Threads.person(row, "asked_"))
                : Holder.of(new Text.Team(team, row.getString("team_path"), row.getString("team_name")));
        Ask.Asked asked = new Ask.Asked(
                who,
                row.getTimestamp("asked_fair_at").toInstant(),
                Zones.kept(row.getString("asked_clock")),
                row.getBoolean("away"),
                instant(row.getTimestamp("away_until")),
                person(row, "delegate_"),
                person(row, "taker_"),
                row.getString("answer"),
                instant(row.getTimestamp("answered_at")),
                person(row, "speaker_"),
                row.getObject("asked_note_id", Long.class));
        return new Ask(
                row.getLong("id"),
                row.getLong("issuable_id"),
                Threads.person(row, "asker_"),
                Ask.Kind.of(row.getString("kind")),
                row.getString("question"),
                row.getObject("note_id", Long.class),
                row.getTimestamp("asked_at").toInstant(),
                instant(row.getTimestamp("due_at")),
                row.getTimestamp("fair_at").toInstant(),
                instant(row.getTimestamp("extended_at")),
                instant(row.getTimestamp("moved_at")),
                row.getString("default_effect"),
                row.getString("default_text"),
                Ask.State.of(row.getString("state")),
                instant(row.getTimestamp("ended_at")),
                row.getString("ended_because"),
                List.of(asked));
    }

    private static @Nullable Person person(ResultSet row, String prefix) throws SQLException {
        return row.getObject(prefix + "id") == null ? null : Threads.person(row, prefix);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
