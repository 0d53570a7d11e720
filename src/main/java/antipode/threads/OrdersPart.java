package antipode.threads;

import antipode.web.Page;
import java.util.List;

/// What a text orders, while it is written.
record OrdersPart(List<QuickActions.Preview> orders) implements Page {}
