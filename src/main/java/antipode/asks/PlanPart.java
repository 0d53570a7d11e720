package antipode.asks;

import antipode.web.Page;

/// The composer's part about asking, to take the place of the one that stands there.
record PlanPart(Composer composer) implements Page {}
