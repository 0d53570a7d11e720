package antipode.search;

import java.util.List;

/// A page of what was found.
///
/// @param count how many there are; beyond [#COUNTED] nobody counts
public record Found(List<Hit> hits, int count) {

    public static final int COUNTED = 1_000;

    /// "7", "1,000+"
    public String counted() {
        return count > COUNTED ? "1,000+" : count == COUNTED ? "1,000" : String.valueOf(count);
    }
}
