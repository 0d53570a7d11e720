package antipode.web;

import gg.jte.Content;
import java.util.Map;

/// A piece of a page that another room brings: a record of exactly what the piece shows.
///
/// Its template has the record's own name and lies beside it; it is handed the record as `part` and what every page knows
/// as `frame`. The page writes `${part.in(frame)}` where it belongs.
public interface Part {

    default Content in(Frame frame) {
        return output ->
                Templates.ENGINE.render(Templates.beside(getClass()), Map.of("part", this, "frame", frame), output);
    }
}
