package antipode.handbook;

import org.jspecify.annotations.Nullable;

/// A page as the tree knows it.
///
/// @param weight its place among its neighbours, where it names one: the lighter, the earlier
public record PageEntry(long id, String path, String title, @Nullable Integer weight) {

    boolean index() {
        return Paths.asIndex(path) >= 0;
    }
}
