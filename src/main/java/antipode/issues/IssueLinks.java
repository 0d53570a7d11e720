package antipode.issues;

import antipode.issues.IssueLink.Relation;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where it is kept what issues are to each other: related, blocking, duplicates. Each end shows it to whoever may see the
/// other.
@Component
public class IssueLinks {

    /// An issue may be linked with so many.
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Events events;
    private final Access access;
    private final Clock clock;

    IssueLinks(JdbcClient jdbc, Threads threads, Events events, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.events = events;
        this.access = access;
        this.clock = clock;
    }

    /// What the issue is to others, as far as the reader may see them: by kind, the open ones first.
    public List<IssueLink> of(Actor reader, long issue) {
        return access.bind(jdbc.sql("""
                        select issue_link.id link_id, issue_link.kind link_kind, issue_link.source_id = :id outgoing,
                               issue_link.created_at linked_at,\s""" + Threads.HEADER + """
                        from issue_link join issuable on issuable.id in (issue_link.source_id, issue_link.target_id)
                                                     and issuable.id <> :id
                        """ + Threads.JOINS + """
                        where (issue_link.source_id = :id or issue_link.target_id = :id) and\s""" + Access.VISIBLE_ISSUABLE
                        + " order by issue_link.kind, issuable.state <> 'opened', issue_link.id"), reader)
                .param("id", issue)
                .query(IssueLinks::link)
                .list();
    }

    /// The link with this id, if it is one of the issue's and the reader may see its other end.
    public Optional<IssueLink> find(Actor reader, long issue, long link) {
        return of(reader, issue).stream().filter(one -> one.id() == link).findFirst();
    }

    /// The open issues that each of these waits for, as far as the reader may see them: one question for many.
    public Map<Long, List<Issuable>> blockers(Actor reader, Collection<Long> issues) {
        Map<Long, List<Issuable>> found = new HashMap<>();
        access.bind(jdbc.sql("select issue_link.target_id blocked_id, " + Threads.HEADER
                        + " from issue_link join issuable on issuable.id = issue_link.source_id " + Threads.JOINS
                        + " where issue_link.target_id = any (:ids) and issue_link.kind = 'blocks' and issuable.state = 'opened' and "
                        + Access.VISIBLE_ISSUABLE + " order by issue_link.id"), reader)
                .param("ids", issues.toArray(Long[]::new))
                .query((row, number) -> found
                        .computeIfAbsent(row.getLong("blocked_id"), _ -> new ArrayList<>())
                        .add(Threads.header(row, number)))
                .list();
        return found;
    }

    /// How many open issues each of these blocks, and of what each is a duplicate, for the API: one question for many.
    ///
    /// @param duplicateOf the path of the original in the API; nothing if it is no duplicate
    record Told(int blocks, @Nullable String duplicateOf) {}

    Map<Long, Told> told(Actor reader, Collection<Long> issues) {
        Map<Long, Told> found = new HashMap<>();
        access.bind(jdbc.sql("""
                        select issue_link.source_id,
                               count(*) filter (where issue_link.kind = 'blocks' and issuable.state = 'opened') blocks,
                               min('/projects/' || issuable.project_id || '/issues/' || issuable.iid)
                                 filter (where issue_link.kind = 'duplicates') duplicate_of
                        from issue_link join issuable on issuable.id = issue_link.target_id
                        join project on project.id = issuable.project_id
                        where issue_link.source_id = any (:ids) and\s""" + Access.VISIBLE_ISSUABLE + " group by issue_link.source_id"),
                        reader)
                .param("ids", issues.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("source_id"), new Told(row.getInt("blocks"), row.getString("duplicate_of")));
                });
        return found;
    }

    /// Says what an issue is to another. What was said of the two before gives way; whoever says it may change the first and
    /// takes part in the project of the other.
    @Transactional
    public IssueLink add(Actor actor, Issue issue, Relation relation, Issue other) {
        if (issue.id() == other.id()) {
            throw Problem.invalid("issue", "An issue is nothing to itself.");
        }
        threads.lockAll(List.of(issue.id(), other.id()));
        Issuable from = threads.get(issue.id());
        Issuable to = threads.get(other.id());
        threads.requireEditor(actor, from);
        access.require(actor, to.projectId(), Role.GUEST);
        long source = relation.outgoing() ? from.id() : to.id();
        long target = relation.outgoing() ? to.id() : from.id();
        if (relation.kind().equals("blocks")) {
            refuseCircle(actor, source, target);
        }
        if (exists(source, target, relation)) {
            throw Problem.conflict("Issue(s) already assigned");
        }
        if (count(from.id()) >= MOST || count(to.id()) >= MOST) {
            throw Problem.invalid("issue", "An issue can be linked with " + MOST + " others at most.");
        }
        jdbc.sql("""
                        delete from issue_link where least(source_id, target_id) = least(:source, :target)
                            and greatest(source_id, target_id) = greatest(:source, :target)""")
                .param("source", source)
                .param("target", target)
                .update();
        long id = jdbc.sql("""
                        insert into issue_link (source_id, target_id, kind, created_at)
                        values (:source, :target, :kind, :now) returning id""")
                .param("source", source)
                .param("target", target)
                .param("kind", relation.kind())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        note(actor, from, "linked", relation, to);
        note(actor, to, "linked", relation.back(), from);
        return new IssueLink(id, relation, to, clock.instant());
    }

    /// The same where it may have been said already, which changes nothing.
    @Transactional
    void put(Actor actor, Issue issue, Relation relation, Issue other) {
        threads.lockAll(List.of(issue.id(), other.id()));
        long source = relation.outgoing() ? issue.id() : other.id();
        long target = relation.outgoing() ? other.id() : issue.id();
        if (!exists(source, target, relation)) {
            add(actor, issue, relation, other);
        }
    }

    /// Takes back what was said.
    @Transactional
    public void remove(Actor actor, Issue issue, IssueLink link) {
        threads.lockAll(List.of(issue.id(), link.other().id()));
        Issuable from = threads.get(issue.id());
        threads.requireEditor(actor, from);
        if (jdbc.sql("delete from issue_link where id = :id").param("id", link.id()).update() > 0) {
            note(actor, from, "unlinked", link.relation(), link.other());
            note(actor, link.other(), "unlinked", link.relation().back(), from);
        }
    }

    /// Those that waited for this one and now wait for nothing any more.
    List<Long> freedBy(long closed) {
        return jdbc.sql("""
                        select link.target_id from issue_link link join issuable blocked on blocked.id = link.target_id
                        where link.source_id = :id and link.kind = 'blocks' and blocked.state = 'opened'
                          and not exists (select from issue_link other join issuable blocker on blocker.id = other.source_id
                            where other.target_id = link.target_id and other.kind = 'blocks' and blocker.state = 'opened')
                        order by link.target_id""")
                .param("id", closed)
                .query(Long.class)
                .list();
    }

    private void note(Actor actor, Issuable where, String deed, Relation relation, Issuable other) {
        events.append(actor, where, deed, Map.of("as", relation.words(), "in", other.fullReference()));
        threads.touch(where.id());
    }

    /// A circle of issues that wait for each other is refused, with the chain that would close it.
    private void refuseCircle(Actor actor, long source, long target) {
        // Of two who close a circle from two sides at once, the second sees what the first has said.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('issue_link blocks'))").query().listOfRows();
        List<Long> chain = jdbc.sql("""
                        with recursive waiting (id, path) as (
                            select :target::bigint, array[:target::bigint]
                            union all
                            select link.target_id, waiting.path || link.target_id from waiting
                            join issue_link link on link.source_id = waiting.id and link.kind = 'blocks'
                            where not link.target_id = any (waiting.path) and cardinality(waiting.path) < 200)
                        select unnest(path) from (select path from waiting where id = :source order by cardinality(path) limit 1) found""")
                .param("source", source)
                .param("target", target)
                .query(Long.class)
                .list();
        if (chain.isEmpty()) {
            return;
        }
        StringBuilder sentence = new StringBuilder(name(actor, chain.getFirst())).append(" blocks ");
        for (int i = 1; i < chain.size(); i++) {
            sentence.append(i == 1 ? "" : ", which blocks ").append(name(actor, chain.get(i)));
        }
        throw Problem.invalid("issue", "They would wait for each other: " + sentence + ".");
    }

    private String name(Actor actor, long id) {
        return threads.sees(actor, id) ? threads.get(id).fullReference() : "an issue you may not see";
    }

    private boolean exists(long source, long target, Relation relation) {
        return jdbc.sql("""
                        select exists (select from issue_link where kind = :kind
                            and (source_id = :source and target_id = :target
                              or kind = 'relates' and source_id = :target and target_id = :source))""")
                .param("kind", relation.kind())
                .param("source", source)
                .param("target", target)
                .query(Boolean.class)
                .single();
    }

    private int count(long issue) {
        return jdbc.sql("select count(*) from issue_link where source_id = :id or target_id = :id")
                .param("id", issue)
                .query(Integer.class)
                .single();
    }

    private static IssueLink link(ResultSet row, int number) throws SQLException {
        return new IssueLink(
                row.getLong("link_id"),
                Relation.of(row.getString("link_kind"), row.getBoolean("outgoing")),
                Threads.header(row, number),
                row.getTimestamp("linked_at").toInstant());
    }
}
