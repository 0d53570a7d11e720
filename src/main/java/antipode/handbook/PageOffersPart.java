package antipode.handbook;

import antipode.web.Page;
import java.util.List;

/// Pages that could be meant.
record PageOffersPart(List<Offer> offers) implements Page {

    /// @param value what then stands in the text
    record Offer(String value, String title, String path) {}
}
