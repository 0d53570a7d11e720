package antipode.decisions;

import antipode.people.Actor;
import antipode.projects.Access;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists decisions: what stands open first, then what was decided last. The rows of a page are three questions, whatever it
/// filters by.
@Component
public class DecisionLists {

    private final JdbcClient jdbc;
    private final Access access;
    private final DecisionRows rows;

    DecisionLists(JdbcClient jdbc, Access access, DecisionRows rows) {
        this.jdbc = jdbc;
        this.access = access;
        this.rows = rows;
    }

    /// Which decisions; nothing where it doesn't matter.
    ///
    /// @param label worn by its issue
    /// @param words stand in its title, its context, its options, its reason or its questions
    /// @param due   only what was to be looked at again by this day
    public record Filter(
            @Nullable Long project,
            @Nullable String status,
            @Nullable String door,
            @Nullable Long dri,
            @Nullable String label,
            @Nullable String words,
            @Nullable LocalDate due) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);

        public Filter in(@Nullable Long project) {
            return new Filter(project, status, door, dri, label, words, due);
        }
    }

    /// @param after the last row of the page before; nothing for the first page
    public List<Decision> page(Actor reader, Filter filter, @Nullable Long after, int limit, long offset) {
        Statement statement = new Statement(filter);
        if (after != null) {
            statement.conditions.add(
                    "(decision.listed_at, decision.id) < (select last.listed_at, last.id from decision last where last.id = :after)");
            statement.values.put("after", after);
        }
        statement.values.put("limit", limit);
        statement.values.put("offset", offset);
        return rows.whole(access.bind(
                        jdbc.sql(DecisionRows.SELECT + statement.where()
                                + " order by decision.listed_at desc, decision.id desc limit :limit offset :offset"),
                        reader)
                .params(statement.values)
                .query(DecisionRows::bare)
                .list());
    }

    /// Counts up to a limit.
    long count(Actor reader, Filter filter, int most) {
        Statement statement = new Statement(filter);
        statement.values.put("most", most);
        return access.bind(
                        jdbc.sql("select count(*) from (select from decision join issuable on issuable.id = decision.id"
                                + " join project on project.id = issuable.project_id" + statement.where() + " limit :most) counted"),
                        reader)
                .params(statement.values)
                .query(Long.class)
                .single();
    }

    /// The parts of a statement that vary with the filter: fixed pieces, composed here alone.
    private static final class Statement {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();

        Statement(Filter filter) {
            and("issuable.project_id = :project", "project", filter.project());
            and("decision.status = :status", "status", filter.status());
            and("decision.door = :door", "door", filter.door());
            and("issuable.dri_id = :dri", "dri", filter.dri());
            and("""
                    exists (select from issuable_label worn join label on label.id = worn.label_id
                            where worn.issuable_id = issuable.id and label.name = :label)""", "label", filter.label());
            and("exists (select from document where document.kind = 'issue' and document.id = issuable.id"
                    + " and document.words @@ plainto_tsquery('simple', :words))", "words", filter.words());
            and("decision.status = 'decided' and decision.review_on <= :due", "due", filter.due());
        }

        private void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
        }

        String where() {
            return " where " + (conditions.isEmpty() ? "" : String.join(" and ", conditions) + " and ") + Access.VISIBLE_ISSUABLE;
        }
    }
}
