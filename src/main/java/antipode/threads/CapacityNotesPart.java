package antipode.threads;

import antipode.web.Page;
import java.util.List;

/// What is worth knowing of those who are named in a field, while one types.
record CapacityNotesPart(List<CapacityNote> notes) implements Page {}
