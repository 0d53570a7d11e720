package antipode.handbook;

/// A page as the tree knows it.
public record PageEntry(long id, String path, String title) {

    boolean index() {
        return Paths.asIndex(path) >= 0;
    }
}
