package antipode.asks;

import antipode.todos.TurnPick;
import antipode.web.Page;

/// The part of a composer or a reply that says whose turn it will be, to take the place of the one that stands there.
record TurnPart(TurnPick pick) implements Page {}
