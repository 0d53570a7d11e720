package antipode.exports;

import antipode.web.Page;

/// What one can take along.
record OwnDataPage() implements Page {}
