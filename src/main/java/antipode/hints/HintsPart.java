package antipode.hints;

import antipode.web.Page;

/// The hints alone, to stand beneath a field.
public record HintsPart(Hints.Shown shown) implements Page {}
