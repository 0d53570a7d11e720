package antipode.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The things of archives as they lie here, each a line as it was told there.
@Component
class Lines {

    private final JdbcClient jdbc;

    Lines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Line(int at, String thing, String json) {

        Told told() {
            return Told.of(json);
        }

        /// As a remark calls it.
        String name() {
            var told = told();
            return told.has("iid") ? told.text("iid") : thing.isEmpty() ? Integer.toString(at) : thing;
        }
    }

    /// Some of a kind, in the order of the archive.
    List<Line> some(Import brought, String relation, int most, int from) {
        return jdbc.sql("""
                        select at, thing, json from import_line where import_id = :id and relation = :relation
                        order by at limit :most offset :from""")
                .param("id", brought.id()).param("relation", relation).param("most", most).param("from", from).query(Line.class).list();
    }

    /// What else the archive tells of these, by their numbers.
    Map<String, List<Things.Part>> parts(Import brought, List<Line> lines) {
        var parts = new HashMap<String, List<Things.Part>>();
        jdbc.sql("""
                        select thing, relation, json from import_line
                        where import_id = :id and thing <> '' and thing = any (:things) and relation not in ('issues', 'merge_requests')
                        order by at""")
                .param("id", brought.id()).param("things", lines.stream().map(Line::thing).distinct().toArray(String[]::new))
                .query(row -> {
                    parts.computeIfAbsent(row.getString("thing"), _ -> new ArrayList<>())
                            .add(new Things.Part(row.getString("relation"), Told.of(row.getString("json"))));
                });
        return parts;
    }

    /// The numbers of all of a kind.
    Set<String> things(Import brought, String relation) {
        return new HashSet<>(jdbc.sql("select thing from import_line where import_id = :id and relation = :relation")
                .param("id", brought.id()).param("relation", relation).query(String.class).list());
    }

    /// Whoever reads the form it has.
    Things things(Import brought) {
        return ProjectOrigin.isGitHub(brought.origin())
                ? new GitHubThings(some(brought, "milestones", 10_000, 0).stream().map(Line::told).toList())
                : new GitLabThings();
    }
}
