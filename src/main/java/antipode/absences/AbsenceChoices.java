package antipode.absences;

import antipode.web.Choice;
import java.util.List;

/// What can be proposed for who stands in, and for what.
record AbsenceChoices(List<Choice> people, List<Choice> areas) {}
