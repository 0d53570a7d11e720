package antipode.hints;

import antipode.web.Page;
import java.util.Set;

/// Which hints a member wants.
record HintSettingsPage(Set<Rule> silenced) implements Page {}
