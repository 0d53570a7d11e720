package antipode.asks;

import antipode.hours.DayBand;
import antipode.hours.FairTime;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.todos.Holder;
import antipode.todos.TeamTurns;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Works out who is waited for, and by when an answer would be fair; shows it before anything is asked.
///
/// A team as one has had fair time as soon as the first of its members who may see the thing has had theirs, for one of
/// them takes it. For who is away longer than can be waited for, their delegate is waited for; without one who is at work
/// themselves, nobody.
@Component
public class AskPlans {

    private final WorkingHours hours;
    private final TeamTurns teams;
    private final StandIns standIns;

    AskPlans(WorkingHours hours, TeamTurns teams, StandIns standIns) {
        this.hours = hours;
        this.teams = teams;
        this.standIns = standIns;
    }

    /// Who was asked, and who answers in their place.
    ///
    /// @param awayUntil when who was asked returns, if a delegate answers
    record Stand(Holder who, @Nullable Person delegate, @Nullable Instant awayUntil) {

        /// Whose turn it is by this.
        Holder holder() {
            return delegate == null ? who : Holder.of(delegate);
        }

        boolean represented() {
            return delegate != null;
        }
    }

    /// What the composer shows beside a question not yet asked.
    ///
    /// @param due     the time proposed, or the fair one
    /// @param fair    whether it robs nobody
    /// @param verdict "Fair: each has four hours of their own working time", or whom it robs and what is fair
    /// @param notes   "Lucía is away until Mon 30 Nov; Mateo answers in their place."
    public record Plan(
            List<Row> rows, @Nullable Instant due, @Nullable Instant fairAt, boolean fair, String verdict, List<String> notes) {}

    /// One who is asked.
    ///
    /// @param next "now", "from 23:30"
    /// @param band the hours of who is waited for on the reader's clock, with the due time marked
    public record Row(Holder who, String place, String next, DayBand band) {}

    Plan plan(FairTime<Stand> weighed, @Nullable Instant wished, Instant now, ZoneId reader) {
        Instant fairAt = weighed.due().orElse(null);
        Instant due = wished != null ? wished : fairAt != null ? fairAt : now;
        List<FairTime.Each<Stand>> each = weighed.each();
        List<Row> rows = new ArrayList<>();
        for (FairTime.Each<Stand> one : each) {
            Schedule schedule = one.asked().schedule();
            DayBand band = DayBand.until(due, schedule, reader, now).withoutHours();
            rows.add(new Row(
                    one.asked().who().who(),
                    place(one),
                    NextAtWork.of(schedule, now).brief(reader),
                    rows.size() == each.size() - 1 ? band.withHours(reader) : band));
        }
        Times times = new Times(now, reader);
        List<String> notes = each.stream()
                .map(FairTime.Each::asked)
                .map(FairTime.Asked::who)
                .filter(Stand::represented)
                .map(stand -> row(stand, now, now, reader, true).note(times))
                .filter(Objects::nonNull)
                .toList();
        return new Plan(rows, due, fairAt, weighed.isFair(due), weighed.verdict(due, reader), notes);
    }

    private static String place(FairTime.Each<Stand> one) {
        Stand stand = one.asked().who();
        if (stand.delegate() != null) {
            return stand.delegate().firstName();
        }
        return stand.who().person() == null ? "as one" : stand.who().person().place();
    }

    /// As it would be kept.
    static Ask.Asked row(Stand stand, Instant fairAt, @Nullable Instant awayUntil, ZoneId zone, boolean away) {
        return new Ask.Asked(
                stand.who(), fairAt, zone, away, stand.represented() ? stand.awayUntil() : awayUntil, stand.delegate(), null, null,
                null, null, null);
    }

    /// Who is waited for since a moment, and what is fair to each.
    ///
    /// @param asker who asks, and can answer for nobody
    FairTime<Stand> weigh(long asker, Issuable thing, Collection<Holder> to, Instant since) {
        List<Text.Team> asTeams = to.stream().map(Holder::team).filter(Objects::nonNull).toList();
        Map<Long, List<Person>> members = asTeams.isEmpty() ? Map.of() : teams.members(asTeams, thing.id());
        Set<Long> everyone = new LinkedHashSet<>();
        to.stream().map(Holder::person).filter(Objects::nonNull).forEach(person -> everyone.add(person.id()));
        members.values().forEach(people -> people.forEach(person -> everyone.add(person.id())));
        Map<Long, Schedule> schedules = hours.of(everyone);
        List<FairTime.Asked<Stand>> asked = new ArrayList<>();
        for (Holder holder : to) {
            Person person = holder.person();
            if (person == null) {
                List<FairTime.Asked<Person>> among = members.getOrDefault(Objects.requireNonNull(holder.team()).id(), List.of()).stream()
                        .filter(member -> member.id() != asker)
                        .map(member -> asked(member, member.firstName(), schedules.get(member.id())))
                        .toList();
                if (!among.isEmpty()) {
                    Schedule first = FairTime.first(since, among).map(FairTime.Each::asked).orElse(among.getFirst()).schedule();
                    asked.add(asked(new Stand(holder, null, null), holder.firstName(), first));
                }
            } else {
                asked.add(person(asker, thing, holder, person, Objects.requireNonNull(schedules.get(person.id())), since));
            }
        }
        return FairTime.of(since, asked);
    }

    /// Whether nobody in a team may see a thing.
    boolean nobodyIn(Text.Team team, Issuable thing) {
        return teams.members(List.of(team), thing.id()).isEmpty();
    }

    private FairTime.Asked<Stand> person(
            long asker, Issuable thing, Holder holder, Person person, Schedule schedule, Instant since) {
        FairTime.Asked<Stand> own = asked(new Stand(holder, null, null), person.firstName(), schedule);
        FairTime.Each<Stand> fair = each(own, since);
        Person delegate = fair.absent() ? standIns.of(person.id(), thing, schedule, since).orElse(null) : null;
        if (delegate == null || delegate.id() == asker) {
            return own;
        }
        FairTime.Asked<Stand> stand =
                asked(new Stand(holder, delegate, fair.awayUntil()), delegate.firstName(), hours.of(delegate.id()));
        return each(stand, since).absent() ? own : stand;
    }

    private static FairTime.Each<Stand> each(FairTime.Asked<Stand> one, Instant since) {
        return FairTime.of(since, List.of(one)).each().getFirst();
    }

    private static <P> FairTime.Asked<P> asked(P who, String name, @Nullable Schedule schedule) {
        return new FairTime.Asked<>(who, name, Objects.requireNonNull(schedule));
    }
}
