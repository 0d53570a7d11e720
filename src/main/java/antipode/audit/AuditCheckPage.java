package antipode.audit;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// Whether the log is as it was written.
///
/// @param broken the first seal that does not fit its entries
record AuditCheckPage(Seals.@Nullable Seal last, @Nullable Long broken) implements Page {}
