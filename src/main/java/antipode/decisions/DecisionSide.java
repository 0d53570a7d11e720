package antipode.decisions;

import antipode.web.Part;

/// Its door, the day to look again, and the questions to expect.
record DecisionSide(DecisionPanel panel) implements Part {}
