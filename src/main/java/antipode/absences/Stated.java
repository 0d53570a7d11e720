package antipode.absences;

import antipode.people.Absence;
import antipode.people.Person;
import antipode.web.Times;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An absence with those who stand in during it, as far as the reader may see for what.
public record Stated(Absence absence, List<For> standIns) {

    /// @param path of the team or the project; nothing for everything
    public record For(Person delegate, @Nullable String path, @Nullable String name) {

        For by(Person delegate) {
            return new For(delegate, path, name);
        }

        /// "Kei for Booking", "Kei for everything"
        String sentence() {
            return delegate.firstName() + " for " + (name == null ? "everything" : name);
        }
    }

    public String path() {
        return "/-/absences/" + absence.id();
    }

    /// "Mon 30 Nov to Fri 4 Dec", "Mon 30 Nov"
    public String dates(Times times) {
        return dates(absence, times);
    }

    static String dates(Absence absence, Times times) {
        return absence.firstOn().equals(absence.lastOn())
                ? times.date(absence.firstOn())
                : times.date(absence.firstOn()) + " to " + times.date(absence.lastOn());
    }

    /// "Kei stands in for Booking, Mia for everything"; empty if nobody does.
    String standing() {
        return standIns.stream().map(For::sentence).collect(Collectors.joining(", ")).replaceFirst(" for ", " stands in for ");
    }
}
