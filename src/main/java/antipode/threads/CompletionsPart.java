package antipode.threads;

import antipode.web.Page;
import java.util.List;

/// What could be meant, to be chosen from while one writes.
record CompletionsPart(List<Completions.Offer> offers) implements Page {}
