package antipode.people;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The pages of members, which other members may see.
@Controller
class ProfileController {

    private final Members members;
    private final WorkingHours workingHours;
    private final List<ProfileSection> sections;
    private final Clock clock;

    ProfileController(Members members, WorkingHours workingHours, ObjectProvider<ProfileSection> sections, Clock clock) {
        this.members = members;
        this.workingHours = workingHours;
        this.sections = sections.orderedStream().toList();
        this.clock = clock;
    }

    @GetMapping("/-/people/{username}")
    @May(Who.MEMBER)
    Page show(@PathVariable String username, Member reader) {
        var member = members.findByUsername(username).orElseThrow(() -> Problem.notFound("Member"));
        var now = clock.instant();
        var schedule = workingHours.of(member.id());
        var band = DayBand.comingDay(schedule, reader.zone(), now);
        var next = NextAtWork.of(schedule, now).sentence(reader.zone());
        return new ProfilePage(
                member, new Times(now, member.zone()).clock(now), schedule.periodAt(now).hours().text(), next, band,
                member.id() == reader.id(),
                sections.stream().map(section -> section.of(member, reader)).filter(Objects::nonNull).toList());
    }
}
