package antipode.handbook;

import antipode.web.Page;

/// A page as it will look, to stand in the place of the field.
record PagePreviewPart(String html) implements Page {}
