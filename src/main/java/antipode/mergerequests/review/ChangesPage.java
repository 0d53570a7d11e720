package antipode.mergerequests.review;

import antipode.web.Page;

/// What a merge request changes, on a page of its own: with all files, and any two of its versions compared.
record ChangesPage(ChangesView view) implements Page {}
