package antipode.decisions;

import antipode.web.Part;

/// The way of a decision, as one line under its title.
record DecisionSteps(DecisionPanel panel) implements Part {}
