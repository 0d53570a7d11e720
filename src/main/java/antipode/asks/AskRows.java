package antipode.asks;

import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads asks with everyone asked: one question, a row for each person.
@Component
class AskRows {

    private static final String SELECT = """
            select ask.id, ask.issuable_id, ask.kind, ask.question, ask.note_id, ask.asked_at, ask.due_at, ask.fair_at,
                   ask.default_effect, ask.default_text, ask.state, ask.ended_at, ask.ended_because,
                   asker.id asker_id, asker.username asker_username, asker.name asker_name, asker.zone asker_zone,
                   asked.id asked_id, asked.username asked_username, asked.name asked_name, asked.zone asked_zone,
                   ask_person.fair_at asked_fair_at, ask_person.answer, ask_person.answered_at,
                   ask_person.note_id asked_note_id
            from ask
            join member asker on asker.id = ask.asker_id
            join ask_person on ask_person.ask_id = ask.id
            join member asked on asked.id = ask_person.member_id
            """;

    private final JdbcClient jdbc;

    AskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Ask get(long id) {
        return find(id).orElseThrow(() -> Problem.notFound("Ask"));
    }

    Optional<Ask> find(long id) {
        return read("where ask.id = :id", id).stream().findFirst();
    }

    /// All of a thing, oldest first.
    List<Ask> of(long issuable) {
        return read("where ask.issuable_id = :id order by ask.id", issuable);
    }

    List<Ask> openOn(long issuable) {
        return read("where ask.issuable_id = :id and ask.state = 'open' order by ask.id", issuable);
    }

    /// @param where the rest of the statement, which binds `:id`
    List<Ask> read(String where, long id) {
        List<Ask> asks = new ArrayList<>();
        for (Ask row : jdbc.sql(SELECT + where).param("id", id).query(AskRows::row).list()) {
            int there = -1;
            for (int i = 0; i < asks.size(); i++) {
                if (asks.get(i).id() == row.id()) {
                    there = i;
                }
            }
            if (there < 0) {
                asks.add(row);
            } else {
                List<Ask.Asked> asked = new ArrayList<>(asks.get(there).asked());
                asked.addAll(row.asked());
                asks.set(there, withAsked(row, asked));
            }
        }
        return asks;
    }

    private static Ask withAsked(Ask ask, List<Ask.Asked> asked) {
        return new Ask(
                ask.id(), ask.issuableId(), ask.asker(), ask.kind(), ask.question(), ask.noteId(), ask.askedAt(),
                ask.dueAt(), ask.fairAt(), ask.effect(), ask.defaultText(), ask.state(), ask.endedAt(),
                ask.endedBecause(), List.copyOf(asked));
    }

    private static Ask row(ResultSet row, int number) throws SQLException {
        Ask.Asked asked = new Ask.Asked(
                Threads.person(row, "asked_"),
                row.getTimestamp("asked_fair_at").toInstant(),
                row.getString("answer"),
                instant(row.getTimestamp("answered_at")),
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
                row.getString("default_effect"),
                row.getString("default_text"),
                Ask.State.of(row.getString("state")),
                instant(row.getTimestamp("ended_at")),
                row.getString("ended_because"),
                List.of(asked));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
