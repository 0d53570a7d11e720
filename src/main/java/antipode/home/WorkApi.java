package antipode.home;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/// One's own open work across projects: what can move now (`scope=movable`), or what waits (`scope=waiting`).
@Api
@May(Who.MEMBER)
class WorkApi {

    private final Moves moves;
    private final Targets targets;

    WorkApi(Moves moves, Targets targets) {
        this.moves = moves;
        this.targets = targets;
    }

    /// @param step       `turn`, `merge`, `continue` or `open`, of what can move
    /// @param waitsFor   the member who is waited for
    /// @param nextAtWork their next working moment
    /// @param blockedBy  the references of the open issues it waits for
    record WorkJson(
            String state,
            @Nullable String step,
            @Nullable String nextStep,
            boolean wentOn,
            @Nullable UserJson waitsFor,
            @Nullable String waitsForGroup,
            @Nullable String actionName,
            @Nullable Instant since,
            @Nullable Instant nextAtWork,
            List<String> blockedBy,
            String targetType,
            @Nullable Object target,
            String targetUrl) {}

    @GetMapping("/work")
    Listing<WorkJson> list(Actor actor, Parameters sent, Pagination pagination, Site site) {
        if ("waiting".equals(sent.oneOf("scope", "movable", "waiting"))) {
            return pagination
                    .list(most -> moves.countWaiting(actor, most), (limit, offset) -> moves.waiting(actor, limit, offset))
                    .mapAll(rows -> {
                        Map<Long, Object> about = about(actor, rows.stream().map(Waiting::issuable).toList(), site);
                        return rows.stream().map(row -> json(row, about, site)).toList();
                    });
        }
        return pagination
                .list(most -> moves.countMovable(actor, most), (limit, offset) -> moves.movable(actor, true, limit, offset))
                .mapAll(rows -> {
                    Map<Long, Object> about = about(actor, rows.stream().map(Move::issuable).toList(), site);
                    return rows.stream().map(row -> json(row, about, site)).toList();
                });
    }

    private Map<Long, Object> about(Actor actor, List<Issuable> things, Site site) {
        return targets.of(actor, things.stream().distinct().toList(), site);
    }

    private static WorkJson json(Move move, Map<Long, Object> about, Site site) {
        Issuable thing = move.issuable();
        return new WorkJson(
                "movable", move.kind().name().toLowerCase(java.util.Locale.ROOT), move.next().isEmpty() ? null : move.next(),
                move.without() != null, null, null, null, null, null, List.of(), thing.kind().apiName(),
                about.get(thing.id()), site.url(thing.path()));
    }

    private static WorkJson json(Waiting row, Map<Long, Object> about, Site site) {
        Issuable thing = row.issuable();
        var holder = row.holder();
        return new WorkJson(
                "waiting", null, null, false,
                holder == null || holder.person() == null ? null : UserJson.of(holder.person(), site),
                holder == null || holder.team() == null ? null : holder.team().path(),
                row.action() == null ? null : row.action().key(), row.at(), row.from(),
                row.blockers().stream().map(Issuable::fullReference).toList(), thing.kind().apiName(),
                about.get(thing.id()), site.url(row.path()));
    }
}
