package antipode.home;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.issues.IssueLinks;
import antipode.mergerequests.Obstacles;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.todos.Holder;
import antipode.todos.Todo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody can move now across all their projects, and what of theirs waits for whom: one question for the first,
/// and a look at the files of what may merge; three for the second, however much there is.
@Component
class Moves {

    /// The open things one is responsible for or assigned to; at a commit nothing is left to do.
    private static final String MINE = """
            with mine as materialized (
                select id from issuable where dri_id = :actor_id and state = 'opened' and kind <> 'commit'
                union
                select issuable.id from issuable_assignee
                join issuable on issuable.id = issuable_assignee.issuable_id and issuable.state = 'opened'
                where issuable_assignee.member_id = :actor_id)
            """;

    /// Somebody is still asked, and nobody has gone on without them.
    private static final String WAITED_FOR = """
            todo.kind = 'obligation' and todo.state = 'pending'
              and not exists (select from going_on where going_on.todo_id = todo.id and going_on.answered_at is null)
            """;

    /// An open issue that the reader may see has to end first.
    private static final String BLOCKED = """
            exists (select from issue_link join issuable on issuable.id = issue_link.source_id
                    join project on project.id = issuable.project_id
                    where issue_link.target_id = mine.id and issue_link.kind = 'blocks' and issuable.state = 'opened'
                      and\s""" + Access.VISIBLE_ISSUABLE + ")";

    private static final String MOVE = """
            case when turn then 'TURN'
                 when not draft and door = 'two-way' and level >= 30 and approved >= approvals_required and not held then 'MERGE'
                 when draft then 'CONTINUE' else 'OPEN' end""";

    private static final String ORDER = "array['TURN', 'MERGE', 'CONTINUE', 'OPEN']";

    private final JdbcClient jdbc;
    private final Access access;
    private final WorkingHours hours;
    private final IssueLinks links;
    private final Obstacles obstacles;
    private final Clock clock;

    Moves(JdbcClient jdbc, Access access, WorkingHours hours, IssueLinks links, Obstacles obstacles, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.hours = hours;
        this.links = links;
        this.obstacles = obstacles;
        this.clock = clock;
    }

    private static String movable() {
        return """
                not exists (select from todo where todo.issuable_id = mine.id
                              and (todo.member_id is distinct from :actor_id or not :turns) and\s""" + WAITED_FOR
                + ") and not " + BLOCKED;
    }

    /// What needs nobody else: what is one's turn, what may merge, drafts, then the rest, the latest first.
    ///
    /// @param turns whether those where it is one's own turn belong to it
    List<Move> movable(Actor actor, boolean turns, int limit, long offset) {
        List<Move> moves = access.bind(
                        jdbc.sql(MINE + ", ranked as (select found.id, found.updated_at, door, approved, " + MOVE
                                + " move from (select issuable.id, issuable.updated_at, " + Access.LEVEL
                                + """
                                 as level, project.approvals_required, merge_request.draft, merge_request.door,
                                case when merge_request.id is null then 0 else (
                                    select count(*) from approval where approval.merge_request_id = issuable.id
                                      and approval.head = merge_request.head and approval.member_id <> issuable.author_id)
                                end approved,
                                (exists (select from review where review.merge_request_id = issuable.id and review.verdict = 'changes'
                                           and not exists (select from review later
                                                           where later.merge_request_id = review.merge_request_id
                                                             and later.member_id = review.member_id and later.id > review.id
                                                             and later.verdict <> 'comment'))
                                 or project.must_resolve and exists (select from comment where comment.issuable_id = issuable.id
                                                                       and comment.resolvable and comment.resolved_at is null)) held,
                                exists (select from todo where todo.issuable_id = issuable.id and todo.member_id = :actor_id
                                          and todo.kind = 'obligation' and todo.state = 'pending') turn
                                from mine join issuable on issuable.id = mine.id
                                join project on project.id = issuable.project_id
                                left join merge_request on merge_request.id = issuable.id
                                where\s""" + movable() + " and " + Access.VISIBLE_ISSUABLE + ") found order by array_position("
                                + ORDER + ", " + MOVE + "), updated_at desc, id desc limit :limit offset :offset) select "
                                + Threads.HEADER + """
                                , ranked.move, ranked.door, ranked.approved,
                                coalesce((select handoff.next from handoff where handoff.issuable_id = issuable.id
                                          and handoff.taker_id = :actor_id order by handoff.id desc limit 1), '') handed,
                                (select coalesce(min(split_part(member.name, ' ', 1)), min(namespace.name)) from going_on
                                 join todo on todo.id = going_on.todo_id and todo.state = 'pending'
                                 left join member on member.id = todo.member_id
                                 left join namespace on namespace.id = todo.team_id
                                 where going_on.issuable_id = issuable.id and going_on.answered_at is null) gone
                                from ranked join issuable on issuable.id = ranked.id
                                """ + Threads.JOINS + " order by array_position(" + ORDER
                                + ", ranked.move), ranked.updated_at desc, ranked.id desc"),
                        actor)
                .param("turns", turns)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new Move(
                        Threads.header(row, number),
                        Move.Kind.valueOf(row.getString("move")),
                        "one-way".equals(row.getString("door")),
                        row.getLong("approved"),
                        Objects.requireNonNullElse(row.getString("handed"), ""),
                        row.getString("gone"),
                        null))
                .list();
        Map<Long, Obstacles.Obstacle> found = obstacles.of(actor, moves.stream()
                .filter(move -> move.kind() == Move.Kind.MERGE)
                .map(move -> move.issuable().id())
                .toList());
        return moves.stream()
                .map(move -> move.behind(found.get(move.issuable().id())))
                .sorted(Comparator.comparing(Move::kind))
                .toList();
    }

    int countMovable(Actor actor, int most) {
        return access.bind(
                        jdbc.sql(MINE + "select count(*) from (select from mine join issuable on issuable.id = mine.id "
                                + "join project on project.id = issuable.project_id where " + movable() + " and "
                                + Access.VISIBLE_ISSUABLE + " limit :most) counted"),
                        actor)
                .param("turns", true)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /// What others are asked, by oneself or on one's own things; and one's own things that wait for issues alone.
    private static final String WAITS = MINE + """
            , waits as (
                select todo.id todo_id, todo.issuable_id, todo.since
                from todo where todo.by_id = :actor_id and todo.member_id is distinct from :actor_id and\s""" + WAITED_FOR + """
                union
                select todo.id, todo.issuable_id, todo.since from mine join todo on todo.issuable_id = mine.id
                where todo.member_id is distinct from :actor_id and\s""" + WAITED_FOR + """
                union
                select null, mine.id, (select max(issue_link.created_at) from issue_link where issue_link.target_id = mine.id)
                from mine where\s""" + BLOCKED + """
                  and not exists (select from todo where todo.issuable_id = mine.id
                                    and todo.member_id is distinct from :actor_id and\s""" + WAITED_FOR + "))";

    /// Longest waiting first; those who are asked the same stand together.
    List<Waiting> waiting(Actor actor, int limit, long offset) {
        record Row(
                Issuable issuable, boolean mine, @Nullable Holder holder, Todo.@Nullable Action action, @Nullable Long note,
                Instant since) {}
        List<Row> rows = access.bind(
                        jdbc.sql(WAITS + """
                                , longest as (
                                    select waits.* from waits join issuable on issuable.id = waits.issuable_id
                                    join project on project.id = issuable.project_id
                                    where\s""" + Access.VISIBLE_ISSUABLE + """
                                     order by waits.since, waits.issuable_id, waits.todo_id limit :limit offset :offset)
                                select\s""" + Threads.HEADER + """
                                , issuable.id in (select id from mine) own, longest.since, todo.action, todo.note_id,
                                holder.id holder_id, holder.username holder_username, holder.name holder_name,
                                holder.zone holder_zone, holder.picture holder_picture, team.id team_id, team.full_path team_path, team.name team_name
                                from longest join issuable on issuable.id = longest.issuable_id
                                """ + Threads.JOINS + """
                                left join todo on todo.id = longest.todo_id
                                left join member holder on holder.id = todo.member_id
                                left join namespace team on team.id = todo.team_id
                                order by longest.since, longest.issuable_id, longest.todo_id"""),
                        actor)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new Row(
                        Threads.header(row, number),
                        row.getBoolean("own"),
                        holder(row),
                        row.getString("action") == null ? null : Todo.Action.of(row.getString("action")),
                        row.getObject("note_id", Long.class),
                        row.getTimestamp("since").toInstant()))
                .list();
        Set<Long> people = new LinkedHashSet<>();
        rows.forEach(row -> {
            if (row.holder() != null && row.holder().person() != null) {
                people.add(row.holder().person().id());
            }
        });
        Map<Long, Schedule> schedules = hours.of(people);
        Map<Long, List<Issuable>> blockers = links.blockers(
                actor, rows.stream().filter(row -> row.issuable().kind() == Issuable.Kind.ISSUE).map(row -> row.issuable().id()).toList());
        Member me = actor.require();
        Instant now = clock.instant();
        List<Waiting> waiting = new ArrayList<>();
        long before = 0;
        for (Row row : rows) {
            Holder holder = row.holder();
            Schedule schedule = holder == null || holder.person() == null ? null : schedules.get(holder.person().id());
            NextAtWork next = schedule == null ? null : NextAtWork.of(schedule, now);
            waiting.add(new Waiting(
                    row.issuable(),
                    row.issuable().id() == before,
                    row.mine(),
                    holder,
                    row.action(),
                    row.note(),
                    row.since(),
                    next == null ? holder == null ? "" : "Whoever of them is next at work takes it" : next.sentence(me.zone()),
                    next == null ? null : next.from(),
                    schedule == null
                            ? null
                            : DayBand.comingDay(schedule, me.zone(), now).sized(DayBand.Size.LIST).withoutHours(),
                    blockers.getOrDefault(row.issuable().id(), List.of())));
            before = row.issuable().id();
        }
        return waiting;
    }

    int countWaiting(Actor actor, int most) {
        return access.bind(
                        jdbc.sql(WAITS + "select count(*) from (select from waits join issuable on issuable.id = waits.issuable_id "
                                + "join project on project.id = issuable.project_id where " + Access.VISIBLE_ISSUABLE
                                + " limit :most) counted"),
                        actor)
                .param("most", most, Types.INTEGER)
                .query(Integer.class)
                .single();
    }

    private static @Nullable Holder holder(ResultSet row) throws SQLException {
        if (row.getObject("holder_id") != null) {
            return Holder.of(Threads.person(row, "holder_"));
        }
        return row.getObject("team_id") == null
                ? null
                : Holder.of(new Text.Team(
                        row.getLong("team_id"), Objects.requireNonNull(row.getString("team_path")),
                        Objects.requireNonNull(row.getString("team_name"))));
    }
}
