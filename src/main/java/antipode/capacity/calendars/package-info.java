/// Calendars elsewhere, of which only when somebody is busy is kept.
@NullMarked
package antipode.capacity.calendars;

import org.jspecify.annotations.NullMarked;
