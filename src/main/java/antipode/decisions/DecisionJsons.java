package antipode.decisions;

import antipode.api.Site;
import antipode.people.Actor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells decisions to the clients of the API: a list with a fixed number of questions.
@Component
class DecisionJsons {

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final DecisionPages pages;

    DecisionJsons(JdbcClient jdbc, DecisionRows rows, DecisionPages pages) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.pages = pages;
    }

    Map<Long, DecisionJson> of(Actor reader, Collection<Long> ids, Site site) {
        Map<Long, Long> newer = new HashMap<>();
        jdbc.sql("""
                        select supersedes_id, id from decision
                        where supersedes_id = any (:ids) and status in ('decided', 'superseded')""")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    newer.put(row.getLong("supersedes_id"), row.getLong("id"));
                });
        Map<Long, Decision> own = rows.visible(reader, ids);
        Set<Long> others = new LinkedHashSet<>(newer.values());
        own.values().stream().map(Decision::supersedes).filter(java.util.Objects::nonNull).forEach(others::add);
        Map<Long, Decision> around = rows.visible(reader, others);
        Map<Long, List<DecisionPages.PageOf>> linked = pages.of(reader, ids);
        Map<Long, DecisionJson> told = new HashMap<>();
        own.forEach((id, decision) -> told.put(id, DecisionJson.of(
                decision,
                decision.supersedes() == null ? null : around.get(decision.supersedes()),
                newer.get(id) == null ? null : around.get(newer.get(id)),
                linked.getOrDefault(id, List.of()),
                site)));
        return told;
    }
}
