package antipode.issues;

import antipode.web.Page;

/// The form that links an issue with another, where it was refused.
record LinkPage(LinksPart part) implements Page {

    @Override
    public int status() {
        return part.error() == null ? 200 : 422;
    }
}
