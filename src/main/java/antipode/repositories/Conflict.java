package antipode.repositories;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file in which two branches can't be brought together by themselves.
///
/// @param also  the name the other side gave it, where both renamed it
/// @param lines empty where it isn't about lines
public record Conflict(String path, @Nullable String also, Kind kind, ThreeWay lines) {

    /// Why: the same lines, or the file as a whole.
    public enum Kind {
        LINES, BOTH_ADDED, GONE_IN_SOURCE, GONE_IN_TARGET, BINARY, RENAMED_TWICE,
        /// A file here is a folder there: nothing for a browser.
        FOLDER
    }

    /// How it is settled.
    public sealed interface Solution {}

    /// For each disputed place, whose lines stay.
    public record Choice(List<ThreeWay.Side> sides) implements Solution {}

    /// The file as a whole, written by hand.
    public record Written(String text) implements Solution {}

    /// The file as one side has it; it goes where that side deleted it.
    public record Taken(ThreeWay.Side side) implements Solution {}

    public List<ThreeWay.Disputed> disputed() {
        return lines.disputed();
    }

    /// Whether its lines can be chosen one place after the other.
    public boolean byPlaces() {
        return kind == Kind.LINES || kind == Kind.BOTH_ADDED && !disputed().isEmpty();
    }

    /// Whether all of it is valid text, so that it can be written by hand.
    public boolean plain() {
        return lines.letters().equals(StandardCharsets.UTF_8);
    }

    /// The first line, counted from 1, that is still one of git's marks; 0 if none is.
    public static int markAt(String text) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> ") || line.startsWith("||||||| ")) {
                return number;
            }
        }
        return 0;
    }
}
