package antipode.absences;

import antipode.web.Part;
import antipode.web.Times;
import java.util.List;

/// Time off that somebody has now and ahead, on their page.
record AbsencesPart(List<Stated> ahead, Times times, boolean own) implements Part {}
