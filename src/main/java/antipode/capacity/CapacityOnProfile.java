package antipode.capacity;

import antipode.people.Member;
import antipode.people.ProfileSection;
import antipode.web.Part;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What somebody broadcasts, on their page. Their hours stand there already.
@Component
@Order(10)
class CapacityOnProfile implements ProfileSection {

    private final Capacities capacities;
    private final Clock clock;

    CapacityOnProfile(Capacities capacities, Clock clock) {
        this.capacities = capacities;
        this.clock = clock;
    }

    @Override
    public @Nullable Part of(Member member, Member reader) {
        var capacity = capacities.of(member.id(), clock.instant());
        boolean own = member.id() == reader.id();
        // Hours and absences stand above already.
        boolean told = capacity.source() == Capacity.Source.HOURS
                || capacity.source() == Capacity.Source.ABSENCE && capacity.message().isEmpty() && capacity.emoji() == null;
        return !member.active() || told && !own ? null : new CapacityPart(capacity, own);
    }
}
