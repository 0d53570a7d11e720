package antipode.delivery;

import antipode.markdown.Moment;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The beginning of what somebody wrote, in one line, without what they quoted. No time that stands in it is cut in half.
final class Excerpt {

    private static final int LONGEST = 240;

    private Excerpt() {}

    static String of(@Nullable String said) {
        if (said == null) {
            return "";
        }
        // As it was read, it may be a beginning already.
        String plain = Moment.whole(said).lines()
                .filter(line -> !line.startsWith(">") && !line.startsWith("```"))
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ")
                .strip();
        if (plain.length() <= LONGEST) {
            return plain;
        }
        int end = plain.lastIndexOf(' ', LONGEST);
        String cut = plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, end < LONGEST / 2 ? LONGEST : end)));
        return Moment.whole(cut) + " …";
    }
}
