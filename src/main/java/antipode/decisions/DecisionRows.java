package antipode.decisions;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.threads.Door;
import antipode.threads.Threads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads decisions with their options and questions: three questions, however many they are.
@Component
class DecisionRows {

    static final String SELECT = "select " + Threads.HEADER + """
            , decision.status decision_status, decision.door, decision.door_reason, decision.chosen_id, decision.because,
            decision.because_html, decision.decided_at, decision.review_on, decision.supersedes_id, decision.version,
            decider.id decider_id, decider.username decider_username, decider.name decider_name, decider.zone decider_zone, decider.picture decider_picture
            from decision join issuable on issuable.id = decision.id
            """ + Threads.JOINS + " left join member decider on decider.id = decision.decided_by ";

    private final JdbcClient jdbc;
    private final Access access;

    DecisionRows(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// As it stands, whoever asks.
    Decision get(long id) {
        return find(id).orElseThrow();
    }

    Optional<Decision> find(long id) {
        return whole(jdbc.sql(SELECT + " where decision.id = :id").param("id", id).query(DecisionRows::bare).list()).stream()
                .findFirst();
    }

    /// Those of these that the actor may see.
    Map<Long, Decision> visible(Actor actor, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, Decision> found = new HashMap<>();
        whole(access.bind(jdbc.sql(SELECT + " where decision.id = any (:ids) and " + Access.VISIBLE_ISSUABLE), actor)
                        .param("ids", ids.toArray(Long[]::new))
                        .query(DecisionRows::bare)
                        .list())
                .forEach(decision -> found.put(decision.id(), decision));
        return found;
    }

    /// The same decisions with what belongs to them.
    List<Decision> whole(List<Decision> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Long[] ids = bare.stream().map(Decision::id).toArray(Long[]::new);
        Map<Long, List<Decision.Option>> options = new HashMap<>();
        jdbc.sql("select * from decision_option where decision_id = any (:ids) order by decision_id, place")
                .param("ids", ids)
                .query(row -> {
                    options.computeIfAbsent(row.getLong("decision_id"), _ -> new ArrayList<>()).add(new Decision.Option(
                            row.getLong("id"), text(row, "title"), text(row, "pro"), text(row, "pro_html"), text(row, "con"),
                            text(row, "con_html")));
                });
        Map<Long, List<Decision.Question>> questions = new HashMap<>();
        jdbc.sql("""
                        select decision_question.*, comment.resolved_at is not null resolved
                        from decision_question left join comment on comment.id = decision_question.note_id
                        where decision_id = any (:ids) order by decision_id, place""")
                .param("ids", ids)
                .query(row -> {
                    questions.computeIfAbsent(row.getLong("decision_id"), _ -> new ArrayList<>()).add(new Decision.Question(
                            row.getLong("id"), text(row, "question"), text(row, "answer"), text(row, "answer_html"),
                            row.getObject("note_id", Long.class), row.getBoolean("resolved")));
                });
        return bare.stream()
                .map(one -> new Decision(
                        one.header(), one.status(), one.door(), one.doorReason(), options.getOrDefault(one.id(), List.of()),
                        one.chosen(), one.because(), one.becauseHtml(), one.decidedAt(), one.decidedBy(), one.reviewOn(),
                        questions.getOrDefault(one.id(), List.of()), one.supersedes(), one.version()))
                .toList();
    }

    static Decision bare(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        Person decider = row.getObject("decider_id") == null ? null : Threads.person(row, "decider_");
        return new Decision(
                Threads.header(row, number),
                Decision.Status.of(text(row, "decision_status")),
                Door.of(text(row, "door")),
                text(row, "door_reason"),
                List.of(),
                row.getObject("chosen_id", Long.class),
                text(row, "because"),
                text(row, "because_html"),
                decided == null ? null : decided.toInstant(),
                decider,
                row.getObject("review_on", LocalDate.class),
                List.of(),
                row.getObject("supersedes_id", Long.class),
                row.getInt("version"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }
}
