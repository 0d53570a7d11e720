package antipode.people;

import antipode.hours.DayBand;
import antipode.web.Page;
import antipode.web.Part;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member, as others see them: where they are and when they may be reached.
///
/// @param today the hours of today, where they differ from those of the week
/// @param ahead where they will be from when, and when they work there
/// @param shift one's own day, to be shifted
record ProfilePage(
        Member member, String clock, String place, String hours, String today, String holidays, List<Ahead> ahead, String next, DayBand band,
        boolean own, @Nullable Shift shift, List<Part> sections)
        implements Page {

    record Ahead(LocalDate from, String words) {}

    record Shift(boolean shifted, boolean over) {}
}
