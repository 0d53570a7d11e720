package antipode.search;

import antipode.database.Plans;
import antipode.people.Actor;
import antipode.projects.Access;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds texts by their words, only those the reader may see. Of many, the newest thousand are ranked; so a word that
/// stands everywhere costs no more than a rare one.
@Component
public class Search {

    /// Of a longer text this much is looked through for a snippet.
    private static final int LOOKED_THROUGH = 50_000;

    private final JdbcClient jdbc;
    private final Access access;
    private final Plans plans;

    Search(JdbcClient jdbc, Access access, Plans plans) {
        this.jdbc = jdbc;
        this.access = access;
        this.plans = plans;
    }

    /// What is looked for.
    ///
    /// @param kinds   of these kinds alone; empty for all
    /// @param project in this one alone
    /// @param state   `opened`, `closed` or `merged`, for what has one
    /// @param type    issues of this type alone: `decision`
    public record Query(
            String words, Collection<String> kinds, @Nullable Long project, @Nullable String state, @Nullable String type) {

        public Query(String words, Collection<String> kinds, @Nullable Long project, @Nullable String state) {
            this(words, kinds, project, state, null);
        }

        public static Query of(String words) {
            return new Query(words, List.of(), null, null);
        }
    }

    /// A page of hits, the best first.
    @Transactional(readOnly = true)
    public Found find(Actor actor, Query query, int limit, long offset) {
        return find(actor, query, Access.VISIBLE_PROJECT, limit, offset);
    }

    /// The pages of one handbook, for whoever may read it: also where it alone of its project is published.
    @Transactional(readOnly = true)
    public Found pages(Actor actor, long project, String words, int limit) {
        return find(actor, new Query(words, List.of("page"), project, null), Access.VISIBLE_HANDBOOK, limit, 0);
    }

    private Found find(Actor actor, Query query, String visible, int limit, long offset) {
        Wanted wanted = Wanted.of(query.words());
        if (wanted.nothing()) {
            return new Found(List.of(), 0);
        }
        plans.byValues();
        List<String> marks = wanted.marks();
        AtomicInteger count = new AtomicInteger();
        List<Hit> hits = access.bind(
                        jdbc.sql("""
                                with newest as materialized (
                                  select document.kind, document.id, document.project_id, project.full_path,
                                         document.issuable_id, document.changed_at, document.path,
                                         ts_rank(document.words, wanted) rank
                                  from to_tsquery('simple', :query) wanted, document
                                  join project on project.id = document.project_id
                                  left join issuable on issuable.id = document.issuable_id
                                  where document.words @@ wanted
                                    and (:any or document.kind = any (:kinds))
                                    and (:project::bigint is null or document.project_id = :project)
                                    and (:state::text is null or issuable.state = :state)
                                    and (:type::text is null or document.kind = 'issue' and issuable.type = :type)
                                    and (document.issuable_id is null or\s""" + Access.NOT_CONFIDENTIAL + ") and "
                                + visible + """
                                  order by document.changed_at desc, document.id desc limit :counted),
                                page as (
                                  select *, count(*) over () total from newest
                                  order by rank desc, changed_at desc, id desc limit :limit offset :offset)
                                select page.*, document.title, left(document.body, :looked) body
                                from page join document on document.kind = page.kind and document.id = page.id
                                order by page.rank desc, page.changed_at desc, page.id desc"""),
                        actor)
                .param("query", wanted.query())
                .param("any", query.kinds().isEmpty())
                .param("kinds", query.kinds().toArray(String[]::new))
                .param("project", query.project(), Types.BIGINT)
                .param("state", query.state(), Types.VARCHAR)
                .param("type", query.type(), Types.VARCHAR)
                .param("counted", Found.COUNTED + 1)
                .param("looked", LOOKED_THROUGH)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> {
                    count.set(row.getInt("total"));
                    return new Hit(
                            row.getString("kind"),
                            row.getLong("id"),
                            row.getLong("project_id"),
                            row.getString("full_path"),
                            row.getObject("issuable_id", Long.class),
                            row.getString("title"),
                            Snippet.whole(row.getString("title"), marks),
                            Snippet.of(row.getString("body"), marks),
                            row.getString("path"),
                            row.getTimestamp("changed_at").toInstant());
                })
                .list();
        return new Found(hits, count.get());
    }
}
