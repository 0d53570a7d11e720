package antipode.people;

import antipode.hours.DayBand;
import antipode.web.Page;
import antipode.web.Part;
import java.util.List;

/// A member, as others see them: where they are and when they may be reached.
record ProfilePage(Member member, String clock, String hours, String next, DayBand band, boolean own, List<Part> sections) implements Page {}
