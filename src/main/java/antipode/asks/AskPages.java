package antipode.asks;

import antipode.hours.DayBand;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.TeamTurns;
import antipode.todos.TurnRules;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reads what the page of an ask shows, and the lists of asks.
@Component
class AskPages {

    private final Asks asks;
    private final AskLists lists;
    private final Threads threads;
    private final TeamTurns teams;
    private final WorkingHours hours;
    private final Access access;
    private final Clock clock;
    private final AskAnswers answers;
    private final TurnRules turns;

    AskPages(
            Asks asks, AskLists lists, Threads threads, TeamTurns teams, WorkingHours hours, Access access, Clock clock,
            AskAnswers answers, TurnRules turns) {
        this.answers = answers;
        this.turns = turns;
        this.asks = asks;
        this.lists = lists;
        this.threads = threads;
        this.teams = teams;
        this.hours = hours;
        this.access = access;
        this.clock = clock;
    }

    /// @param words what was typed; empty at first
    /// @param due   the later time that was typed; nothing for a proposal
    /// @param wrong what was refused, if anything was
    @Transactional(readOnly = true)
    public AskPage page(Actor reader, Ask ask, String words, @Nullable String due, @Nullable Problem wrong) {
        Issuable issuable = threads.get(ask.issuableId());
        Instant now = clock.instant();
        ZoneId zone = reader.require().zone();
        Set<Long> mine = ask.open() && ask.asksTeam() ? teams.of(reader) : Set.of();
        Map<String, String> errors = wrong == null ? Map.of() : wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
        Instant later = (ask.hasDefault() ? ask.takesEffectAt() : Objects.requireNonNullElse(ask.dueAt(), ask.fairAt()));
        return new AskPage(
                issuable,
                ask,
                reader,
                rows(ask, now, zone),
                ask.awaits(reader.id(), mine),
                ask.asker().id() == reader.id() ? null : ask.asked().stream()
                        .filter(one -> ask.open() && one.silent() && one.taker() == null)
                        .map(one -> one.who().team())
                        .filter(Objects::nonNull)
                        .filter(team -> mine.contains(team.id()))
                        .map(team -> team.name())
                        .findFirst()
                        .orElse(null),
                ask.state() == Ask.State.DEFAULTED && ask.asked().stream().anyMatch(one -> one.away() && one.is(reader)),
                access.level(reader, issuable.projectId()).atLeast(Role.MAINTAINER),
                words,
                ask.awaits(reader.id(), mine)
                        ? turns.then(reader, issuable, words, answers.below(ask, words).replyTo(), null)
                        : "",
                due != null ? due : Composers.field(later.isAfter(now) ? later : now, zone),
                errors);
    }

    private List<AskPage.Row> rows(Ask ask, Instant now, ZoneId zone) {
        Set<Long> shown = new LinkedHashSet<>();
        for (Ask.Asked one : ask.asked()) {
            Person person = waited(one);
            if (ask.open() && person != null && !one.leftOut() && one.silent()) {
                shown.add(person.id());
            }
        }
        Map<Long, Schedule> schedules = hours.of(shown);
        List<AskPage.Row> rows = new ArrayList<>();
        for (Ask.Asked one : ask.asked()) {
            Person person = waited(one);
            Schedule schedule = person == null ? null : schedules.get(person.id());
            Instant due = ask.hasDefault() ? ask.takesEffectAt() : one.fairAt();
            rows.add(new AskPage.Row(one, schedule == null ? null : DayBand.until(due.isAfter(now) ? due : now, schedule, zone, now)));
        }
        return rows;
    }

    private static @Nullable Person waited(Ask.Asked one) {
        return one.taker() != null ? one.taker() : one.delegate() != null ? one.delegate() : one.who().person();
    }

    @Transactional(readOnly = true)
    public AskListPage list(Actor reader, boolean byMe, boolean ended, int page) {
        List<Ask> found = lists.of(
                reader, new AskLists.Wanted(byMe, ended ? "ended" : "open"), AskListPage.LISTED + 1, (page - 1L) * AskListPage.LISTED);
        List<Ask> shown = found.size() > AskListPage.LISTED ? found.subList(0, AskListPage.LISTED) : found;
        Map<Long, Issuable> things = lists.things(shown.stream().map(Ask::issuableId).collect(Collectors.toSet()));
        return new AskListPage(
                byMe, ended,
                shown.stream().map(ask -> new AskListPage.Row(ask, Objects.requireNonNull(things.get(ask.issuableId())))).toList(),
                page, found.size() > shown.size());
    }
}
