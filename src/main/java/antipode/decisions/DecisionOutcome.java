package antipode.decisions;

import antipode.web.Part;

/// What came of it, and the line of decisions it stands in: what one reads first.
record DecisionOutcome(DecisionPanel panel) implements Part {}
