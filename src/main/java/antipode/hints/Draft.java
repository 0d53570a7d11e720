package antipode.hints;

/// A text while it is written, and what is said around it already.
///
/// @param owned   whether its owner is named elsewhere
/// @param asks    whether it is put to somebody elsewhere
/// @param due     whether there is a time to answer by
/// @param settled whether it is said what silence means
public record Draft(Kind kind, String text, boolean owned, boolean asks, boolean due, boolean settled) {

    /// With nothing said around it.
    public static Draft of(Kind kind, String text) {
        return new Draft(kind, text, false, false, false, false);
    }
}
