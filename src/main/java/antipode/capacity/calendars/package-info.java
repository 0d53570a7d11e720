/// Calendars elsewhere, of which only when somebody is busy is kept.
@NullMarked
@NamedInterface("calendars")
package antipode.capacity.calendars;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
