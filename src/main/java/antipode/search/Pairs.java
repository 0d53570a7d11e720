package antipode.search;

/// Chinese, Japanese and Korean are written without spaces, so a run of such characters is indexed by its pairs: 東京都 is
/// found under 東京 and 京都, and under 都 alone, where it ends.
final class Pairs {

    private Pairs() {}

    /// The text with each such run replaced by its pairs.
    static String apart(String text) {
        if (text.codePoints().noneMatch(Pairs::unspaced)) {
            return text;
        }
        StringBuilder apart = new StringBuilder(text.length() * 2);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (!unspaced(point)) {
                apart.appendCodePoint(point);
            } else {
                apart.append(' ').appendCodePoint(point);
                if (next < text.length() && unspaced(text.codePointAt(next))) {
                    apart.appendCodePoint(text.codePointAt(next));
                }
                apart.append(' ');
            }
            at = next;
        }
        return apart.toString();
    }

    static boolean unspaced(int point) {
        if (point < 0x1100) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> point == 'ー';
        };
    }
}
