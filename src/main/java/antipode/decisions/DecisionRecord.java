package antipode.decisions;

import antipode.web.Part;

/// What stood to choose, what was asked, the pages it speaks of, and the form in which it is taken.
record DecisionRecord(DecisionPanel panel) implements Part {}
