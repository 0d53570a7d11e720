package antipode.absences;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.ProfileSection;
import antipode.web.Part;
import antipode.web.Times;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// When somebody is away and who stands in, on their page.
@Component
@Order(5)
class AbsencesOnProfile implements ProfileSection {

    private final TimeOff timeOff;
    private final Clock clock;

    AbsencesOnProfile(TimeOff timeOff, Clock clock) {
        this.timeOff = timeOff;
        this.clock = clock;
    }

    @Override
    public @Nullable Part of(Member member, Member reader) {
        List<Stated> ahead = timeOff.ahead(Actor.of(reader), member);
        boolean own = member.id() == reader.id();
        return ahead.isEmpty() && !own || !member.active()
                ? null
                : new AbsencesPart(ahead, new Times(clock.instant(), reader.zone()), own);
    }
}
