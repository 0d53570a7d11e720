package antipode.delivery;

import antipode.database.DeadRow;
import antipode.jobs.DeadJob;
import antipode.web.Page;
import java.util.List;

/// What was given up after many tries.
///
/// @param letters of whom nothing can be told; these are tried on
record FailuresPage(List<DeadRow> rows, List<DeadJob> jobs, List<Due.Failing> letters) implements Page {}
