package antipode.delivery;

import antipode.database.DeadRow;
import antipode.jobs.DeadJob;
import antipode.web.Page;
import java.util.List;

/// What was given up after many tries.
record FailuresPage(List<DeadRow> rows, List<DeadJob> jobs) implements Page {}
