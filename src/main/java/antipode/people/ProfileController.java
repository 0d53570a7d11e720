package antipode.people;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.web.Page;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The pages of members, which others may see who may know of them.
@Controller
class ProfileController {

    private static final int AHEAD = 6;

    private final Members members;
    private final Acquaintances acquaintances;
    private final WorkingHours workingHours;
    private final List<ProfileSection> sections;
    private final Clock clock;

    ProfileController(
            Members members, Acquaintances acquaintances, WorkingHours workingHours, ObjectProvider<ProfileSection> sections, Clock clock) {
        this.members = members;
        this.acquaintances = acquaintances;
        this.workingHours = workingHours;
        this.sections = sections.orderedStream().toList();
        this.clock = clock;
    }

    @GetMapping("/-/people/{username}")
    @May(Who.MEMBER)
    Page show(@PathVariable String username, Actor actor) {
        var reader = actor.require();
        var member = acquaintances.known(actor, members.findByUsername(username));
        var now = clock.instant();
        var schedule = workingHours.of(member.id());
        var present = schedule.periodAt(now);
        var day = Shifts.today(schedule, now);
        int minute = schedule.minuteOn(day.date(), now);
        boolean own = member.id() == reader.id();
        boolean shiftable = own && (schedule.statedAt(now) || day.shifted());
        return new ProfilePage(
                member, new Times(now, present.zone()).clock(now), Times.place(present.zone()), present.hours().text(),
                day.shifted() ? day.words() + ", for this day only" : "", present.holidays().isNone() ? "" : present.holidays().name(),
                ahead(schedule, now),
                NextAtWork.of(schedule, now).sentence(reader.zone()), DayBand.comingDay(schedule, reader.zone(), now), own,
                shiftable ? new ProfilePage.Shift(day.shifted(), day.windows().stream().allMatch(window -> window.end() <= minute)) : null,
                sections.stream().map(section -> section.of(member, reader)).filter(Objects::nonNull).toList());
    }

    /// The periods to come that bring another place or other hours.
    private static List<ProfilePage.Ahead> ahead(Schedule schedule, Instant now) {
        var found = new ArrayList<ProfilePage.Ahead>();
        var before = schedule.periodAt(now);
        for (var period : schedule.periods()) {
            if (period.begin().isAfter(now)) {
                boolean same = period.zone().equals(before.zone()) && period.hours().equals(before.hours());
                if (!same && found.size() < AHEAD) {
                    found.add(new ProfilePage.Ahead(
                            period.from(), Times.place(period.zone()) + (period.hours().isEmpty() ? "" : ", " + period.hours().text())));
                }
                before = period;
            }
        }
        return found;
    }
}
