package antipode.capacity;

import antipode.people.Member;
import antipode.web.Part;

/// What else somebody may link to their capacity: a section of its settings.
public interface CapacitySection {

    Part of(Member member);
}
