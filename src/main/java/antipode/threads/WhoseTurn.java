package antipode.threads;

import antipode.api.Site;

/// Whose turn it is on a thing, as the API tells whoever has just written something. The room that passes turns brings it.
public interface WhoseTurn {

    Object on(Issuable issuable, Site site);
}
