package antipode.search;

import antipode.markdown.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A piece of a text around what was looked for, cut so that a template can mark the words without trusting the text.
public record Snippet(List<Part> parts) {

    private static final int BEFORE = 80;
    private static final int LENGTH = 240;
    private static final Pattern RULES = Pattern.compile("(?m)^[ ]{0,8}(?:[|: -]{3,200}|[`~]{3,8}\\w{0,20})$");
    private static final Pattern OPENINGS =
            Pattern.compile("(?m)^[ >]{0,12}(?:#{1,6}[ ]|[-*+][ ](?:\\[[ xX]\\][ ])?|\\d{1,9}[.)][ ]|>)");
    private static final Pattern LINKS = Pattern.compile("!?\\[([^\\[\\]]{0,300})\\]\\([^()\\s]{0,500}\\)");
    private static final Pattern EMPHASIS = Pattern.compile("(\\*\\*|\\*|`|~~)(\\S[^*`~\\n]{0,300})\\1");
    private static final Pattern CELLS = Pattern.compile("[ ]\\|[ ]|(?m)^\\||\\|$");

    /// @param marked whether this is what was looked for
    public record Part(String text, boolean marked) {}

    /// The place where most of the words stand close together, or the text's beginning if it has none of them.
    static Snippet of(String body, List<String> words) {
        String text = read(body).replaceAll("\\s+", " ").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean comparable = lower.length() == text.length();
        List<int[]> places = comparable ? places(lower, words) : List.of();
        int first = places.isEmpty() ? 0 : best(places);
        int from = first <= BEFORE ? 0 : wordStart(text, first - BEFORE);
        int to = from + LENGTH >= text.length() ? text.length() : wordEnd(text, from + LENGTH);
        List<Part> parts = new ArrayList<>();
        int at = from;
        for (int[] place : places) {
            if (place[0] >= at && place[1] <= to) {
                add(parts, (at == from && from > 0 ? "… " : "") + text.substring(at, place[0]), false);
                add(parts, text.substring(place[0], place[1]), true);
                at = place[1];
            }
        }
        add(parts, (at == from && from > 0 ? "… " : "") + text.substring(at, to) + (to < text.length() ? " …" : ""), false);
        return new Snippet(List.copyOf(parts));
    }

    /// About what a reader of the page sees: without the marks of Markdown. All patterns are bounded, since texts are foreign.
    private static String read(String body) {
        String plain = RULES.matcher(Moment.said(body, Moment::plain)).replaceAll("");
        plain = OPENINGS.matcher(plain).replaceAll("");
        plain = LINKS.matcher(plain).replaceAll("$1");
        plain = EMPHASIS.matcher(plain).replaceAll("$2");
        return CELLS.matcher(plain).replaceAll(" ");
    }

    /// The whole text with the words marked: for titles.
    static Snippet whole(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<Part> parts = new ArrayList<>();
        int at = 0;
        if (lower.length() == text.length()) {
            for (int[] place : places(lower, words)) {
                if (place[0] >= at) {
                    add(parts, text.substring(at, place[0]), false);
                    add(parts, text.substring(place[0], place[1]), true);
                    at = place[1];
                }
            }
        }
        add(parts, text.substring(at), false);
        return new Snippet(List.copyOf(parts));
    }

    private static void add(List<Part> parts, String text, boolean marked) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, marked));
        }
    }

    /// Where the words begin, at the start of a word or anywhere in a script without spaces; in order, without overlaps.
    private static List<int[]> places(String lower, List<String> words) {
        List<int[]> places = new ArrayList<>();
        for (String word : words) {
            String wanted = word.toLowerCase(Locale.ROOT);
            int found = 0;
            for (int at = lower.indexOf(wanted); at >= 0 && found < 200; at = lower.indexOf(wanted, at + 1)) {
                boolean begins = at == 0
                        || !Character.isLetterOrDigit(lower.codePointBefore(at))
                        || Pairs.unspaced(wanted.codePointAt(0));
                if (begins) {
                    places.add(new int[] {at, at + wanted.length()});
                    found++;
                }
            }
        }
        places.sort((one, other) -> one[0] != other[0] ? one[0] - other[0] : other[1] - one[1]);
        return places;
    }

    private static int best(List<int[]> places) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < places.size(); i++) {
            int many = 0;
            for (int j = i; j < places.size() && places.get(j)[0] - places.get(i)[0] < LENGTH - BEFORE; j++) {
                many++;
            }
            if (many > most) {
                most = many;
                best = places.get(i)[0];
            }
        }
        return best;
    }

    private static int wordStart(String text, int at) {
        int space = text.indexOf(' ', at);
        return space >= 0 && space < at + 30 ? space + 1 : boundary(text, at);
    }

    private static int wordEnd(String text, int at) {
        int space = text.lastIndexOf(' ', at);
        return space > at - 30 ? space : boundary(text, at);
    }

    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
