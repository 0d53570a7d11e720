package antipode.repositories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/// What two sides made of one text, brought together as far as they changed different lines. The source is what is to go in,
/// the target what is there by now.
///
/// @param letters UTF-8; where that would lose bytes, the set that reads each byte as a letter, and so loses none
public record ThreeWay(List<Piece> pieces, Charset letters) {

    static final ThreeWay NOTHING = new ThreeWay(List.of(), StandardCharsets.UTF_8);

    private static final int AROUND = 3;

    /// Some lines in a row.
    public sealed interface Piece {}

    /// What both have, or what one changed alone.
    public record Agreed(String text) implements Piece {}

    /// @param number counted from 0
    public record Disputed(int number, String source, String base, String target) implements Piece {}

    /// Whose lines stay at a place; `BOTH` has the source's first.
    public enum Side {
        SOURCE, TARGET, BOTH;

        /// @param word as a form sends it: "source", "target" or "both"
        public static Optional<Side> of(String word) {
            return Arrays.stream(values()).filter(side -> side.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
        }
    }

    public static ThreeWay of(String base, String source, String target) {
        return of(new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(source), raw(target)));
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param merged of the sequences base, source and target
    static ThreeWay of(MergeResult<RawText> merged) {
        var letters = merged.getSequences().stream().allMatch(ThreeWay::valid) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        var pieces = new ArrayList<Piece>();
        int number = 0;
        // Indexed as the sequences are; the chunks of one place follow each other.
        var place = new @Nullable String[3];
        for (var chunk : merged) {
            var text = text(merged.getSequences().get(chunk.getSequenceIndex()), chunk, letters);
            boolean agreed = chunk.getConflictState() == MergeChunk.ConflictState.NO_CONFLICT;
            if (agreed || chunk.getConflictState() == MergeChunk.ConflictState.FIRST_CONFLICTING_RANGE) {
                number = settle(pieces, place, number);
            }
            if (!agreed) {
                place[chunk.getSequenceIndex()] = text;
            } else if (!pieces.isEmpty() && pieces.getLast() instanceof Agreed before) {
                // What both have and what one side changed alone are told apart there; here they are one.
                pieces.set(pieces.size() - 1, new Agreed(before.text() + text));
            } else {
                pieces.add(new Agreed(text));
            }
        }
        settle(pieces, place, number);
        return new ThreeWay(List.copyOf(pieces), letters);
    }

    private static int settle(List<Piece> pieces, @Nullable String[] place, int number) {
        if (place[0] == null && place[1] == null && place[2] == null) {
            return number;
        }
        pieces.add(new Disputed(number, said(place[1]), said(place[0]), said(place[2])));
        Arrays.fill(place, null);
        return number + 1;
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean valid(RawText text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getRawContent()));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    private static String text(RawText text, MergeChunk chunk, Charset letters) {
        var out = new ByteArrayOutputStream();
        try {
            for (int line = chunk.getBegin(); line < chunk.getEnd(); line++) {
                text.writeLine(out, line);
                if (line < text.size() - 1 || !text.isMissingNewlineAtEnd()) {
                    out.write('\n');
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(letters);
    }

    public List<Disputed> disputed() {
        return pieces.stream().filter(Disputed.class::isInstance).map(Disputed.class::cast).toList();
    }

    public boolean clean() {
        return disputed().isEmpty();
    }

    /// The whole text.
    ///
    /// @param sides one for each disputed place
    public String settled(List<Side> sides) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Agreed agreed -> text.append(agreed.text());
                case Disputed place -> {
                    var side = sides.get(place.number());
                    if (side != Side.TARGET) {
                        text.append(place.source());
                    }
                    if (side == Side.BOTH && !place.target().isEmpty()) {
                        ended(text);
                    }
                    if (side != Side.SOURCE) {
                        text.append(place.target());
                    }
                }
            }
        }
        return text.toString();
    }

    /// The whole text, with the source's lines wherever both changed the same.
    public String source() {
        return settled(disputed().stream().map(_ -> Side.SOURCE).toList());
    }

    /// With git's marks around what is disputed.
    public String marked(String source, String target) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Agreed agreed -> text.append(agreed.text());
                case Disputed place -> {
                    ended(text);
                    ended(text.append("<<<<<<< ").append(source).append('\n').append(place.source()));
                    ended(text.append("=======\n").append(place.target()));
                    text.append(">>>>>>> ").append(target).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static void ended(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    /// Lines that both sides agree on, as far as they are shown: some before and after what is disputed.
    ///
    /// @param left how many lines between them are left out
    record Context(String before, int left, String after) {}

    Context context(int piece) {
        var text = ((Agreed) pieces.get(piece)).text();
        var lines = text.lines().toList();
        int head = piece == 0 ? 0 : AROUND;
        int tail = piece == pieces.size() - 1 ? 0 : AROUND;
        if (lines.size() <= head + tail + 2) {
            return new Context(text, 0, "");
        }
        return new Context(
                joined(lines.subList(0, head)), lines.size() - head - tail, joined(lines.subList(lines.size() - tail, lines.size())));
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
