package antipode.capacity.slack;

import antipode.capacity.CapacitySection;
import antipode.people.Member;
import antipode.web.Part;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Slack beside somebody's capacity.
@Component
@Order(20)
class SlackSection implements CapacitySection {

    private final SlackLinks links;

    SlackSection(SlackLinks links) {
        this.links = links;
    }

    @Override
    public Part of(Member member) {
        return new SlackPart(links.of(member.id()).orElse(null));
    }
}
