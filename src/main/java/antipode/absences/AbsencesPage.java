package antipode.absences;

import antipode.web.Page;
import antipode.web.Times;
import java.time.LocalDate;
import java.util.List;

/// One's own time off, past and ahead, and the form that adds to it.
///
/// @param today one's own date
record AbsencesPage(List<Stated> all, LocalDate today, Times times, AbsenceForm form, AbsenceChoices choices) implements Page {

    private static final int PAST = 30;

    @Override
    public int status() {
        return form.correct() ? 200 : 422;
    }

    /// What is ahead, the next first.
    List<Stated> ahead() {
        return all.stream().filter(one -> one.absence().firstOn().isAfter(today)).toList().reversed();
    }

    List<Stated> now() {
        return all.stream().filter(one -> one.absence().covers(today)).toList().reversed();
    }

    List<Stated> past() {
        return all.stream().filter(one -> one.absence().lastOn().isBefore(today)).limit(PAST).toList();
    }

    /// What overlaps is one stretch away: said where dates of an absence lie in another's, too.
    String overlap(Stated one) {
        LocalDate first = one.absence().firstOn();
        LocalDate last = one.absence().lastOn();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Stated other : all) {
                boolean touches = !other.absence().firstOn().isAfter(last.plusDays(1)) && !other.absence().lastOn().isBefore(first.minusDays(1));
                if (touches && (other.absence().firstOn().isBefore(first) || other.absence().lastOn().isAfter(last))) {
                    first = first.isBefore(other.absence().firstOn()) ? first : other.absence().firstOn();
                    last = last.isAfter(other.absence().lastOn()) ? last : other.absence().lastOn();
                    grown = true;
                }
            }
        }
        return first.equals(one.absence().firstOn()) && last.equals(one.absence().lastOn())
                ? ""
                : "Together with others: away " + times.date(first) + " to " + times.date(last);
    }
}
