package antipode.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What somebody typed to find something: words, all of which must be there; `"exact words"`; `-without`. The last word may
/// be unfinished. Whatever else was typed is just letters.
record Wanted(List<Term> terms) {

    private static final int LONGEST = 300;
    private static final int MOST = 16;

    /// @param whole whether it is finished, and not only the beginning of a word
    record Term(String words, boolean whole, boolean excluded) {}

    static Wanted of(String typed) {
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        List<Term> terms = new ArrayList<>();
        int at = 0;
        while (at < text.length() && terms.size() < MOST) {
            char sign = text.charAt(at);
            boolean excluded = sign == '-' && at + 1 < text.length() && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
            int from = excluded ? at + 1 : at;
            boolean exact = text.charAt(from) == '"';
            int end;
            if (exact) {
                int closing = text.indexOf('"', from + 1);
                end = closing < 0 ? text.length() : closing;
                from++;
            } else {
                end = from;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '"') {
                    end++;
                }
            }
            String words = clean(text.substring(Math.min(from, end), end));
            if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
                boolean last = !exact && !excluded && end == text.length();
                terms.add(new Term(words, !last, excluded));
            }
            at = exact ? end + 1 : Math.max(end, at + 1);
        }
        boolean something = terms.stream().anyMatch(term -> !term.excluded());
        return new Wanted(something ? List.copyOf(terms) : List.of());
    }

    boolean nothing() {
        return terms.isEmpty();
    }

    /// For `to_tsquery`, which splits each quoted term by the same rules as the texts.
    String query() {
        return terms.stream()
                .map(term -> {
                    String words = Pairs.apart(term.words()).strip();
                    boolean single = words.codePointCount(0, words.length()) == 1 && Pairs.unspaced(words.codePointAt(0));
                    String quoted = quoted(unspaced(words) && !single ? withoutTail(words) : words);
                    return (term.excluded() ? "!" : "") + quoted + (term.whole() && !single ? "" : ":*");
                })
                .collect(Collectors.joining(" & "));
    }

    /// What is to be marked in what was found.
    List<String> marks() {
        return terms.stream().filter(term -> !term.excluded()).map(Term::words).toList();
    }

    private static boolean unspaced(String words) {
        return Pairs.unspaced(words.codePointBefore(words.length()));
    }

    /// The last character stands alone only where a text's run ends, so it isn't asked for.
    private static String withoutTail(String words) {
        int space = words.lastIndexOf(' ');
        return space < 0 ? words : words.substring(0, space).strip();
    }

    private static String quoted(String words) {
        return "'" + words.replace("\\", "").replace("'", " ") + "'";
    }

    private static String clean(String words) {
        StringBuilder clean = new StringBuilder(words.length());
        words.codePoints()
                .filter(point -> point >= ' ' && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
