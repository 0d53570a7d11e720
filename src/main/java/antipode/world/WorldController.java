package antipode.world;

import antipode.hours.Gaps;
import antipode.hours.Overlap;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Shows a day of everyone, of a team, or of any set of people.
@Controller
@May(Who.MEMBER)
class WorldController {

    private final Worlds worlds;
    private final Clock clock;

    WorldController(Worlds worlds, Clock clock) {
        this.worlds = worlds;
        this.clock = clock;
    }

    @GetMapping("/-/world")
    Page everyone(@RequestParam MultiValueMap<String, String> sent, Actor actor) {
        Instant now = clock.instant();
        ZoneId reader = actor.require().zone();
        WorldQuery query = WorldQuery.of("/-/world", sent, LocalDate.ofInstant(now, reader));
        List<Row> people = query.people().isEmpty() ? worlds.everyone(actor) : worlds.named(actor, query.people());
        String whose = query.people().isEmpty() ? "Everyone" : people.size() <= 4 ? Said.names(people) : people.size() + " people";
        return page(query, whose + " around the world", null, null, people, actor, now);
    }

    @GetMapping("/{team}/-/world")
    Page team(@PathVariable String team, @RequestParam MultiValueMap<String, String> sent, Actor actor) {
        Instant now = clock.instant();
        ZoneId reader = actor.require().zone();
        var found = worlds.team(actor, team.startsWith("/") ? team.substring(1) : team);
        WorldQuery query = WorldQuery.of("/" + found.fullPath() + "/-/world", sent, LocalDate.ofInstant(now, reader));
        List<Row> members = worlds.of(actor, found).stream()
                .filter(row -> query.people().isEmpty() || query.people().contains(row.username().toLowerCase(Locale.ROOT))).toList();
        return page(query, found.name() + " around the world", "/" + found.fullPath(), found.name(), members, actor, now);
    }

    private static Page page(
            WorldQuery query, String title, @Nullable String teamPath, @Nullable String teamName, List<Row> people, Actor actor,
            Instant now) {
        ZoneId reader = actor.require().zone();
        Instant noon = query.date().atTime(12, 0).atZone(reader).toInstant();
        World world = World.of(people.stream().filter(row -> query.matches(row, row.place(noon))).toList(), query.date(), reader, now);
        World drawn = query.hire() == null ? world : world.with(query.hire().row());
        List<Row> ticked = Stream.concat(world.rows().stream(), world.unstated().stream()).filter(query::ticked).toList();
        World chosen = ticked.isEmpty() ? named(world, query) : World.of(ticked, query.date(), reader, now);
        int pages = Math.max(1, Math.ceilDiv(drawn.rows().size(), WorldPage.DRAWN));
        int page = Math.min(query.page(), pages);
        List<Row> shown = drawn.rows().stream().skip((page - 1L) * WorldPage.DRAWN).limit(WorldPage.DRAWN).toList();
        boolean few = world.rows().size() > 1 && world.rows().size() <= Waits.MOST;
        List<String> sentences = new ArrayList<>();
        Gaps gaps = few ? world.gaps() : null;
        if (gaps != null) {
            sentences.add(Said.longest(world, gaps));
            sentences.add(Said.forAnybody(world, gaps));
        }
        boolean comparable = query.hire() != null && drawn.rows().size() <= Waits.MOST;
        return new WorldPage(
                query, title, teamPath, teamName, drawn,
                Picture.of(drawn, shown, ticked, chosen.unstated().isEmpty() ? chosen.overlap() : new Overlap(List.of())),
                chosen, !ticked.isEmpty(), gaps == null ? null : Waits.of(world, gaps), sentences,
                comparable ? Hiring.of(world, drawn) : null,
                people.stream().map(row -> row.place(noon)).distinct().sorted().toList(), pages, actor.id());
    }

    /// Without ticks it is about all; who has stated no hours counts only where people are named.
    private static World named(World world, WorldQuery query) {
        return world.rows().isEmpty() || !query.people().isEmpty() ? world : world.only(world.rows());
    }
}
