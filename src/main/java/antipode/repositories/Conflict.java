package antipode.repositories;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file in which two branches can't be brought together by themselves.
///
/// @param also   the name the other side gave it, where both renamed it
/// @param pieces its lines in order, agreed and disputed; empty where it isn't about lines
/// @param plain  whether all of it is valid text, so that it can be written by hand
public record Conflict(String path, @Nullable String also, Kind kind, List<Piece> pieces, boolean plain) {

    /// Why: the same lines, or the file as a whole.
    public enum Kind {
        LINES, BOTH_ADDED, GONE_IN_SOURCE, GONE_IN_TARGET, BINARY, RENAMED_TWICE,
        /// A file here is a folder there: nothing for a browser.
        FOLDER
    }

    public enum Side { SOURCE, TARGET, BOTH }

    /// Some lines in a row.
    public sealed interface Piece {}

    /// What both have, or what one changed alone.
    public record Agreed(String text) implements Piece {}

    /// @param number counted from 0 within the file
    public record Disputed(int number, String source, String base, String target) implements Piece {}

    /// How it is settled.
    public sealed interface Solution {}

    /// For each disputed place, whose lines stay; `BOTH` has the source's first.
    public record Choice(List<Side> sides) implements Solution {}

    /// The file as a whole, written by hand.
    public record Written(String text) implements Solution {}

    /// The file as one side has it; it goes where that side deleted it.
    public record Taken(Side side) implements Solution {}

    public List<Disputed> disputed() {
        return pieces.stream().filter(Disputed.class::isInstance).map(Disputed.class::cast).toList();
    }

    /// Whether its lines can be chosen one place after the other.
    public boolean byPlaces() {
        return kind == Kind.LINES || kind == Kind.BOTH_ADDED && !disputed().isEmpty();
    }

    /// With git's marks around what is disputed.
    public String marked(String source, String target) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Agreed agreed -> text.append(agreed.text());
                case Disputed disputed -> {
                    ended(text.append("<<<<<<< ").append(source).append('\n').append(disputed.source()));
                    ended(text.append("=======\n").append(disputed.target()));
                    text.append(">>>>>>> ").append(target).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static void ended(StringBuilder text) {
        if (text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
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
