package antipode.world;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.hours.Coverage;
import antipode.hours.Gaps;
import antipode.hours.Interval;
import antipode.hours.NextAtWork;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The world by API: when somebody is next at work, what some people share, a team's day. Our own addresses; GitLab knows no
/// hours. Days and sentences are on the clock of whoever asks; instants are in UTC.
@Api
class WorldApi {

    private static final int MOST_USERS = 200;

    private final Worlds worlds;
    private final Clock clock;

    WorldApi(Worlds worlds, Clock clock) {
        this.worlds = worlds;
        this.clock = clock;
    }

    /// @param statedHours whether they have stated hours; else they answer within two working days, and nothing more is known
    /// @param withinHours whether this moment is within their hours: a schedule, never presence
    /// @param nextAtWork  this moment itself, if it is within their hours
    /// @param until       when the window they are in ends
    record NextJson(
            UserJson user, String zone, boolean statedHours, boolean withinHours, @Nullable Instant nextAtWork, @Nullable Instant until,
            @Nullable Instant awayUntil, @Nullable String holiday, String sentence) {

        static NextJson of(Row row, Instant now, ZoneId reader, Site site) {
            NextAtWork next = NextAtWork.of(row.schedule(), now);
            boolean known = next.stated();
            return new NextJson(
                    WorldApi.user(row, site), row.zone(now).getId(), known, next.atWork(), known ? next.from() : null,
                    known ? next.until() : null, next.awayUntil(), next.holiday(), next.sentence(reader));
        }
    }

    record TimeJson(Instant from, Instant to, long minutes) {

        static TimeJson of(Interval time) {
            return new TimeJson(time.start(), time.end(), time.length().toMinutes());
        }
    }

    record OverlapJson(
            List<UserJson> users, LocalDate date, String zone, List<TimeJson> times, long minutes, @Nullable TimeJson next,
            List<List<String>> noneBetween, List<String> withoutHours, String sentence) {}

    record PersonJson(NextJson person, List<TimeJson> windows) {}

    record StepJson(Instant from, Instant to, int atWork) {}

    record WaitJson(UserJson asks, UserJson answers, Instant askedAt, Instant answeredAt, long minutes) {}

    /// @param overlap          when all who have stated hours are at work
    /// @param longestWait      of any two, asked at the end of a working day of this date
    /// @param waitsForAnybody  the longest until anybody else is at work
    record WorldJson(
            long groupId, String fullPath, LocalDate date, String zone, Instant from, Instant to, List<PersonJson> people,
            List<UserJson> withoutHours, List<StepJson> atWork, List<TimeJson> gaps, List<TimeJson> overlap,
            @Nullable WaitJson longestWait, @Nullable WaitJson waitsForAnybody, String sentence) {}

    @GetMapping("/users/{id}/next_at_work")
    @May(value = Who.MEMBER, scopes = "read_user")
    NextJson next(@PathVariable long id, Actor actor, Site site) {
        Row row = worlds.named(actor, List.of(String.valueOf(id))).getFirst();
        return NextJson.of(row, clock.instant(), actor.require().zone(), site);
    }

    @GetMapping("/overlap")
    @May(value = Who.MEMBER, scopes = "read_user")
    OverlapJson overlap(Parameters sent, Actor actor, Site site) {
        sent.require("users");
        List<String> names = Objects.requireNonNullElse(sent.list("users"), List.<String>of()).stream()
                .flatMap(text -> WorldQuery.names(text).stream()).distinct().toList();
        if (names.isEmpty() || names.size() > MOST_USERS) {
            throw Refusal.parameters("users must name between 1 and " + MOST_USERS + " people");
        }
        World world = World.of(worlds.named(actor, names), date(sent, actor), actor.require().zone(), clock.instant());
        List<TimeJson> times = world.unstated().isEmpty() ? times(world.overlap().times()) : List.of();
        return new OverlapJson(
                users(world.rows(), site), world.date(), world.reader().getId(), times,
                times.stream().mapToLong(TimeJson::minutes).sum(), world.nextOverlap(Said.LEAST).map(TimeJson::of).orElse(null),
                world.apart().stream().map(pair -> List.of(pair.one().username(), pair.other().username())).toList(),
                world.unstated().stream().map(Row::username).toList(), Said.overlap(world));
    }

    @GetMapping("/groups/{group}/world")
    @May(Who.MEMBER)
    WorldJson world(@PathVariable String group, Parameters sent, Actor actor, Site site) {
        var team = worlds.team(actor, group);
        Instant now = clock.instant();
        ZoneId reader = actor.require().zone();
        World world = World.of(worlds.of(actor, team), date(sent, actor), reader, now);
        Coverage coverage = world.coverage();
        boolean few = world.rows().size() <= Waits.MOST;
        @Nullable Gaps gaps = few ? world.gaps() : null;
        return new WorldJson(
                team.id(), team.fullPath(), world.date(), reader.getId(), world.from(), world.to(),
                world.rows().stream()
                        .map(row -> new PersonJson(
                                NextJson.of(row, now, reader, site), times(row.schedule().statedWindows(world.from(), world.to()))))
                        .toList(),
                users(world.unstated(), site),
                coverage.steps().stream().map(step -> new StepJson(step.time().start(), step.time().end(), step.atWork())).toList(),
                times(coverage.gaps()), times(world.overlap().times()),
                gaps == null ? null : wait(world, gaps.longest(), site), gaps == null ? null : wait(world, gaps.longestForAnybody(), site),
                Said.coverage(world));
    }

    private LocalDate date(Parameters sent, Actor actor) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), actor.require().zone());
        LocalDate date = sent.date("date");
        if (date == null) {
            return today;
        }
        if (date.isBefore(today.minusDays(WorldQuery.DAYS_BACK)) || date.isAfter(today.plusDays(WorldQuery.DAYS_AHEAD))) {
            throw Refusal.parameters("date must lie between a week ago and " + WorldQuery.DAYS_AHEAD + " days from now");
        }
        return date;
    }

    private static List<TimeJson> times(List<Interval> times) {
        return times.stream().map(TimeJson::of).toList();
    }

    private static List<UserJson> users(List<Row> rows, Site site) {
        return rows.stream().map(row -> user(row, site)).toList();
    }

    private static UserJson user(Row row, Site site) {
        return UserJson.of(Objects.requireNonNull(row.member()), site);
    }

    private static @Nullable WaitJson wait(World world, Optional<Gaps.Between> longest, Site site) {
        return longest.map(between -> new WaitJson(
                        user(world.rows().get(between.asker()), site), user(world.rows().get(between.answerer()), site),
                        between.gap().asked(), between.gap().answered(), between.gap().length().toMinutes()))
                .orElse(null);
    }
}
