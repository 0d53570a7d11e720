package antipode.todos;

import antipode.hours.Schedule;
import antipode.jobs.Dailies;
import antipode.jobs.Daily;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Clears a member's news by itself when their working day or week ends, if they wish so.
@Component
class ClearingNews implements Daily {

    static final String JOB = "clear-news";

    /// Nobody's working day is in more parts than this, nor their week.
    private static final int MOST_WINDOWS = 200;

    private final Members members;
    private final WorkingHours hours;
    private final Deeds deeds;
    private final TodoSettings settings;
    private final ObjectProvider<Dailies> dailies;

    ClearingNews(Members members, WorkingHours hours, Deeds deeds, TodoSettings settings, ObjectProvider<Dailies> dailies) {
        this.members = members;
        this.hours = hours;
        this.deeds = deeds;
        this.settings = settings;
        this.dailies = dailies;
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public Optional<Occasion> next(String subject, Instant from) {
        long member = Long.parseLong(subject);
        TodoSettings.Clearing clearing = settings.of(member).clearing();
        return clearing == TodoSettings.Clearing.NEVER
                ? Optional.empty()
                : ends(hours.of(member), from.minus(1, ChronoUnit.MICROS), clearing == TodoSettings.Clearing.WEEK);
    }

    @Override
    public void run(String subject, Run run) {
        Member member = members.find(Long.parseLong(subject)).orElse(null);
        if (member != null && member.active()) {
            deeds.clearNewsByItself(Actor.of(member), settings.of(member.id()).clearing());
        }
    }

    /// Plans the next time, or none.
    void plan(long member) {
        dailies.getObject().plan(JOB, String.valueOf(member));
    }

    @EventListener
    void hoursChanged(WorkingHours.Changed changed) {
        if (settings.of(changed.member()).clearing() != TodoSettings.Clearing.NEVER) {
            plan(changed.member());
        }
    }

    /// The next end of a working day after this moment, or of the last one of a week.
    private static Optional<Occasion> ends(Schedule schedule, Instant now, boolean week) {
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
                return Optional.of(new Occasion(day, ends.get()));
            }
            at = next.get();
        }
        return Optional.empty();
    }

    private static int weekOf(LocalDate date) {
        return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
