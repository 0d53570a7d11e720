package antipode.asks;

import antipode.hours.DayBand;
import antipode.hours.FairTime;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Person;
import antipode.people.WorkingHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows, before anything is asked, when each person is next at work and by when an answer would be fair.
@Component
public class AskPlans {

    private final WorkingHours hours;

    AskPlans(WorkingHours hours) {
        this.hours = hours;
    }

    /// What the composer shows beside a question not yet asked.
    ///
    /// @param due     the time proposed, or the fair one
    /// @param fair    whether it robs nobody
    /// @param verdict "Fair: each has four hours of their own working time", or whom it robs and what is fair
    public record Plan(List<Row> rows, @Nullable Instant due, @Nullable Instant fairAt, boolean fair, String verdict) {}

    /// One person asked.
    ///
    /// @param next "now", "from 23:30"
    /// @param band their hours on the reader's clock, with the due time marked
    public record Row(Person person, String next, DayBand band) {}

    public Plan plan(List<Person> people, @Nullable Instant wished, Instant now, ZoneId reader) {
        if (people.isEmpty()) {
            return new Plan(List.of(), wished, null, true, "");
        }
        Map<Long, Schedule> schedules = schedules(people);
        FairTime<Person> fair = fairTime(people, schedules, now);
        Instant fairAt = fair.due().orElse(null);
        Instant due = wished != null ? wished : fairAt != null ? fairAt : now;
        List<Row> rows = people.stream()
                .map(person -> {
                    Schedule schedule = Objects.requireNonNull(schedules.get(person.id()));
                    return new Row(
                            person,
                            NextAtWork.of(schedule, now).brief(reader),
                            DayBand.until(due, schedule, reader, now).withoutHours());
                })
                .toList();
        List<Row> withHours = rows.isEmpty()
                ? rows
                : java.util.stream.Stream.concat(
                                rows.stream().limit(rows.size() - 1L),
                                rows.stream().skip(rows.size() - 1L).map(row ->
                                        new Row(row.person(), row.next(), row.band().withHours(reader))))
                        .toList();
        return new Plan(withHours, due, fairAt, fair.isFair(due), fair.verdict(due, reader));
    }

    FairTime<Person> fairTime(List<Person> people, Instant now) {
        return fairTime(people, schedules(people), now);
    }

    private static FairTime<Person> fairTime(List<Person> people, Map<Long, Schedule> schedules, Instant now) {
        return FairTime.of(
                now,
                people.stream()
                        .map(person -> new FairTime.Asked<>(
                                person,
                                person.firstName(),
                                Objects.requireNonNull(schedules.get(person.id()))))
                        .toList());
    }

    private Map<Long, Schedule> schedules(Collection<Person> people) {
        return hours.of(people.stream().map(Person::id).toList());
    }
}
