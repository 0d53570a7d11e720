package antipode.threads;

import antipode.web.Page;

/// A text as it will look, to stand in the place of the field.
record PreviewPart(Preview preview) implements Page {}
