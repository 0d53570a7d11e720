package antipode.todos;

import antipode.hours.Schedule;
import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Clears a member's news by itself when their working day or week ends, if they wish so.
@Component
class ClearingNews implements Task<ClearingNews.Evening> {

    static final String TASK = "clear-news";

    /// Nobody's working day is in more parts than this, nor their week.
    private static final int MOST_WINDOWS = 200;

    private final Members members;
    private final WorkingHours hours;
    private final Deeds deeds;
    private final TodoSettings settings;
    private final ObjectProvider<Schedules> schedules;
    private final Clock clock;

    ClearingNews(
            Members members, WorkingHours hours, Deeds deeds, TodoSettings settings, ObjectProvider<Schedules> schedules,
            Clock clock) {
        this.members = members;
        this.hours = hours;
        this.deeds = deeds;
        this.settings = settings;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// Whose day or week ends.
    record Evening(long member) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Evening> payload() {
        return Evening.class;
    }

    @Override
    public void run(String id, Evening evening) {
        Member member = members.find(evening.member()).orElse(null);
        if (member != null && member.active() && settings.of(member.id()).clearing() != TodoSettings.Clearing.NEVER) {
            deeds.clearNewsByItself(Actor.of(member), settings.of(member.id()).clearing());
            plan(member.id());
        }
    }

    /// Plans the next time, or none.
    void plan(long member) {
        TodoSettings.Clearing clearing = settings.of(member).clearing();
        String id = String.valueOf(member);
        Optional<Instant> at = clearing == TodoSettings.Clearing.NEVER
                ? Optional.empty()
                : ends(hours.of(member), clock.instant(), clearing == TodoSettings.Clearing.WEEK);
        at.ifPresentOrElse(
                when -> schedules.getObject().at(TASK, id, when, new Evening(member)), () -> schedules.getObject().cancel(TASK, id));
    }

    /// The next end of a working day after this moment, or of the last one of a week.
    static Optional<Instant> ends(Schedule schedule, Instant now, boolean week) {
        Schedule delivered = schedule.forDelivery();
        Instant at = now;
        for (int window = 0; window < MOST_WINDOWS; window++) {
            Optional<Instant> begins = delivered.nextWorking(at);
            Optional<Instant> ends = begins.flatMap(delivered::workingUntil);
            Optional<Instant> next = ends.flatMap(delivered::nextWorking);
            if (ends.isEmpty() || next.isEmpty()) {
                return Optional.empty();
            }
            ZoneId zone = delivered.zoneAt(begins.get());
            LocalDate day = begins.get().atZone(zone).toLocalDate();
            LocalDate after = next.get().atZone(zone).toLocalDate();
            boolean last = week ? weekOf(day) != weekOf(after) || !after.isBefore(day.plusDays(7)) : !day.equals(after);
            if (last && ends.get().isAfter(now)) {
                return ends;
            }
            at = next.get();
        }
        return Optional.empty();
    }

    private static int weekOf(LocalDate date) {
        return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
