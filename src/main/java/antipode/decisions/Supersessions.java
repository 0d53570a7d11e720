package antipode.decisions;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Projects;
import antipode.threads.Events;
import antipode.threads.FurtherWords;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which decision stands in place of which: a chain, never a circle.
@Component
class Supersessions {

    /// A longer chain is shown from its newest.
    private static final int LONGEST_CHAIN = 100;

    private static final Pattern NUMBER = Pattern.compile("(?:([\\w./-]{1,500}))?#(\\d{1,9})");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://[^/\\s]{1,255})?/([\\w./-]{1,500}?)/-/issues/(\\d{1,9})(?:[#?].*)?");

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final Threads threads;
    private final Events events;
    private final FurtherWords words;
    private final Access access;
    private final Projects projects;
    private final Clock clock;

    Supersessions(
            JdbcClient jdbc,
            DecisionRows rows,
            Threads threads,
            Events events,
            FurtherWords words,
            Access access,
            Projects projects,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.threads = threads;
        this.events = events;
        this.words = words;
        this.access = access;
        this.projects = projects;
        this.clock = clock;
    }

    /// The decision that somebody names as superseded; what is none that they may see, or would close a circle, is added to
    /// what is wrong.
    @Nullable Long read(Actor actor, Issuable newer, String typed, Map<String, String> wrong) {
        if (typed.isEmpty()) {
            return null;
        }
        Issuable named = named(actor, newer.projectPath(), typed).orElse(null);
        String why = named == null ? "“" + typed + "” is no decision that you may see." : whyNot(newer, named);
        if (why != null) {
            wrong.put("supersedes", why);
            return null;
        }
        return Objects.requireNonNull(named).id();
    }

    private @Nullable String whyNot(Issuable newer, Issuable named) {
        if (!named.type().equals(DecisionType.KEY)) {
            return named.reference() + " is " + (named.kind() == Issuable.Kind.ISSUE ? "an issue" : "a merge request") + ", no decision.";
        }
        // Two who bend the chain at once take turns, so that they can't close it together.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('supersedes', 0))").query(row -> {});
        if (named.id() == newer.id() || older(named.id()).contains(newer.id())) {
            return "A decision can’t supersede itself, not even by way of others.";
        }
        Decision older = rows.get(named.id());
        if (older.status() == Decision.Status.REJECTED) {
            return named.reference() + " was rejected; there is nothing to supersede.";
        }
        return older.status() == Decision.Status.SUPERSEDED
                ? named.reference() + " is superseded already. Name the one that stands in its place."
                : null;
    }

    /// What some words name, if the actor may see it.
    Optional<Issuable> named(Actor actor, String projectPath, String typed) {
        Matcher number = NUMBER.matcher(typed);
        Matcher address = ADDRESS.matcher(typed);
        String path;
        String iid;
        if (number.matches()) {
            path = number.group(1) == null ? projectPath : number.group(1);
            iid = number.group(2);
        } else if (address.matches()) {
            path = address.group(1);
            iid = address.group(2);
        } else if (typed.matches("\\d{1,9}")) {
            path = projectPath;
            iid = typed;
        } else {
            return Optional.empty();
        }
        try {
            return projects.visibleTo(actor).find(path)
                    .map(project -> threads.find(actor, project, Issuable.Kind.ISSUE, Long.parseLong(iid)));
        } catch (Problem unseen) {
            return Optional.empty();
        }
    }

    /// The decisions that one stands in place of, newest first, whoever may see them.
    private List<Long> older(long id) {
        return jdbc.sql("""
                        with recursive older (id, depth) as (
                            select supersedes_id, 1 from decision where id = :id
                            union all
                            select decision.supersedes_id, older.depth + 1 from older join decision on decision.id = older.id
                            where older.depth < 10000)
                        select id from older where id is not null order by depth""")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    /// One of a chain.
    ///
    /// @param here whether it is the one that is looked at
    record Link(Decision decision, boolean here) {}

    /// The whole chain that a decision belongs to, oldest first, as far as the reader may see it; alone it is none.
    List<Link> chain(Actor reader, Decision here) {
        List<Decision> found = access.bind(jdbc.sql("""
                        with recursive older (id, depth) as (
                            select supersedes_id, -1 from decision where id = :id
                            union all
                            select decision.supersedes_id, older.depth - 1 from older join decision on decision.id = older.id
                            where older.depth > -:longest),
                        newer (id, depth) as (
                            select id, 1 from decision where supersedes_id = :id and status <> 'rejected'
                            union all
                            select decision.id, newer.depth + 1 from newer join decision on decision.supersedes_id = newer.id
                            where decision.status <> 'rejected' and newer.depth < :longest),
                        chain (chain_id, depth) as (
                            select id, depth from older where id is not null union all select id, depth from newer)
                        """ + DecisionRows.SELECT + " join chain on chain.chain_id = decision.id where "
                        + Access.VISIBLE_ISSUABLE + " order by chain.depth, decision.listed_at, decision.id limit 2 * :longest"), reader)
                .param("id", here.id())
                .param("longest", LONGEST_CHAIN)
                .query(DecisionRows::bare)
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        List<Long> before = older(here.id());
        List<Link> chain = new java.util.ArrayList<>();
        rows.whole(found).stream().filter(one -> before.contains(one.id())).forEach(one -> chain.add(new Link(one, false)));
        chain.add(new Link(here, true));
        rows.whole(found).stream().filter(one -> !before.contains(one.id())).forEach(one -> chain.add(new Link(one, false)));
        return chain;
    }

    /// Ends what a decision stands in place of. Both headers are locked.
    void supersede(Actor actor, long olderId, Issuable newer) {
        Decision older = rows.get(olderId);
        String why = whyNot(newer, older.header());
        if (why != null) {
            throw Problem.conflict(why);
        }
        threads.requireEditor(actor, older.header());
        jdbc.sql("""
                        update decision set status = 'superseded', decided_at = coalesce(decided_at, :now),
                               decided_by = coalesce(decided_by, :actor),
                               listed_at = case when listed_at = 'infinity' then :now else listed_at end
                        where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("actor", actor.id())
                .param("id", olderId)
                .update();
        events.append(actor, older.header(), "superseded", Map.of("in", newer.fullReference()));
        if (older.header().open()) {
            threads.end(actor, older.header(), Issuable.State.CLOSED, "another decision stands in its place", Map.of());
        }
        threads.touch(olderId);
        words.find(threads.get(olderId));
    }

    /// Whether another stands in its place; that one may have been deleted since.
    boolean replaced(long id) {
        return jdbc.sql("select exists (select from decision where supersedes_id = :id and status in ('decided', 'superseded'))")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// What was decided and then superseded stands again, since what stood in its place does so no more.
    ///
    /// @param because "what had superseded it was reopened"
    void restore(Actor actor, long olderId, String because) {
        int stands = jdbc.sql("update decision set status = 'decided' where id = :id and status = 'superseded'"
                        + " and chosen_id is not null")
                .param("id", olderId)
                .update();
        if (stands > 0) {
            Issuable older = threads.lock(olderId);
            events.append(actor, older, "stands again", Map.of("because", because));
            threads.touch(olderId);
            words.find(older);
        }
    }
}
