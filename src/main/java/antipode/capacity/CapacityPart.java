package antipode.capacity;

import antipode.web.Part;
import java.util.List;

/// Somebody's capacity on their own page; with taps where it is one's own.
record CapacityPart(Capacity capacity, boolean own) implements Part {

    public List<Tap> taps() {
        return List.of(Tap.values());
    }
}
