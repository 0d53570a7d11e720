package antipode.handbook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;

/// What two people made of the same text, brought together as far as they changed different lines.
record ThreeWay(List<Piece> pieces) {

    /// Some lines in a row.
    sealed interface Piece {}

    record Agreed(String text) implements Piece {}

    /// @param number counted from 0
    record Place(int number, String mine, String theirs) implements Piece {}

    /// Whose lines stay at a place; `BOTH` has theirs first.
    enum Side {
        MINE, THEIRS, BOTH;

        static Side of(String sent) {
            return switch (sent) {
                case "theirs" -> THEIRS;
                case "both" -> BOTH;
                default -> MINE;
            };
        }
    }

    static ThreeWay of(String base, String mine, String theirs) {
        var result = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(mine), raw(theirs));
        var pieces = new ArrayList<Piece>();
        String yours = null;
        int number = 0;
        for (var chunk : result) {
            var text = result.getSequences().get(chunk.getSequenceIndex()).getString(chunk.getBegin(), chunk.getEnd(), false);
            switch (chunk.getConflictState()) {
                case NO_CONFLICT -> pieces.add(new Agreed(text));
                case FIRST_CONFLICTING_RANGE -> yours = text;
                case NEXT_CONFLICTING_RANGE -> pieces.add(new Place(number++, yours == null ? "" : yours, text));
                case BASE_CONFLICTING_RANGE -> { }
            }
        }
        return new ThreeWay(List.copyOf(pieces));
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    List<Place> places() {
        return pieces.stream().filter(Place.class::isInstance).map(Place.class::cast).toList();
    }

    boolean clean() {
        return places().isEmpty();
    }

    /// The whole text. A place for which nothing was chosen keeps what I wrote.
    String text(List<Side> sides) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Agreed agreed -> text.append(agreed.text());
                case Place place -> {
                    var side = place.number() < sides.size() ? sides.get(place.number()) : Side.MINE;
                    if (side != Side.MINE) {
                        text.append(place.theirs());
                    }
                    if (side == Side.BOTH && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                        text.append('\n');
                    }
                    if (side != Side.THEIRS) {
                        text.append(place.mine());
                    }
                }
            }
        }
        return text.toString();
    }

    String mine() {
        return text(List.of());
    }
}
