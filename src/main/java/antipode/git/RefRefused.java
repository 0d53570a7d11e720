package antipode.git;

/// A ref did not move: a rule refused it, or (`moved`) it was no longer where it was expected.
public class RefRefused extends RuntimeException {

    private final String ref;
    private final boolean moved;

    RefRefused(String ref, String why, boolean moved) {
        super(why);
        this.ref = ref;
        this.moved = moved;
    }

    public String ref() {
        return ref;
    }

    public boolean moved() {
        return moved;
    }
}
