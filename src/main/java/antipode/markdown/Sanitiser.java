package antipode.markdown;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.PolicyFactory;

/// The last gate before a text is kept: whatever was written, only elements and attributes from a short list come out.
///
/// Our own renderer writes attributes that nobody else may (classes, ids, the lines of a block); it starts their values with
/// [#OURS], a character that [Source] takes out of every text. Parsing is the sanitiser's, but the output is written here,
/// so that its form is ours: text with three escapes, attributes always quoted.
final class Sanitiser {
    static final char OURS = '\uE003';
    static final String ID_PREFIX = "user-content-";

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "input", "wbr");
    private static final Set<String> LITERAL = Set.of("a", "code", "pre", "kbd", "samp", "tt");

    private static final AttributePolicy OURS_ONLY = (element, name, value) -> ours(value) ? value : null;
    private static final AttributePolicy CODE_CLASS = (element, name, value) ->
            ours(value) || value.startsWith("language-") && value.length() < 60 && value.chars().noneMatch(Character::isWhitespace) ? value : null;
    private static final AttributePolicy SIZE = (element, name, value) -> size(value) ? value : null;
    private static final AttributePolicy SPAN = (element, name, value) -> number(value, 2) ? value : null;
    private static final AttributePolicy NUMBER =
            (element, name, value) -> number(value.startsWith("-") ? value.substring(1) : value, 9) ? value : null;
    private static final AttributePolicy SIDE = (element, name, value) ->
            Set.of("left", "center", "right", "justify").contains(value.toLowerCase(Locale.ROOT)) ? value.toLowerCase(Locale.ROOT) : null;
    private static final AttributePolicy DIRECTION =
            (element, name, value) -> Set.of("ltr", "rtl", "auto").contains(value) ? value : null;
    private static final AttributePolicy LANGUAGE = (element, name, value) -> value.length() < 40 && simple(value) ? value : null;
    private static final AttributePolicy NAME = (element, name, value) -> ours(value) || name(value) ? value : null;

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
                    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
                    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
                    "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
                    "tt", "ul", "var", "wbr")
            .allowElements((element, attributes) -> attributes.contains("type") ? element : null, "input")
            .allowWithoutAttributes("a", "span")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .allowAttributes("href").onElements("a")
            .allowAttributes("src").onElements("img")
            .allowAttributes("alt").onElements("img")
            .allowAttributes("width", "height").matching(SIZE).onElements("img")
            .allowAttributes("title").onElements("a", "img", "abbr", "dfn")
            .allowAttributes("align").matching(SIDE).onElements("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "img", "table")
            .allowAttributes("colspan", "rowspan").matching(SPAN).onElements("td", "th")
            .allowAttributes("start").matching(NUMBER).onElements("ol")
            .allowAttributes("value").matching(NUMBER).onElements("li")
            .allowAttributes("open").onElements("details")
            .allowAttributes("class").matching(CODE_CLASS).onElements("code")
            .allowAttributes("class").matching(OURS_ONLY).onElements("a", "div", "figure", "input", "li", "p", "section", "span", "sup")
            .allowAttributes("type", "disabled", "checked").matching(OURS_ONLY).onElements("input")
            .allowAttributes("aria-label").matching(OURS_ONLY).onElements("a", "input")
            .allowAttributes("data-lines").matching(OURS_ONLY).globally()
            .allowAttributes("id").matching(NAME).globally()
            .allowAttributes("name").matching(NAME).onElements("a")
            .allowAttributes("dir").matching(DIRECTION).globally()
            .allowAttributes("lang").matching(LANGUAGE).globally()
            .toFactory();

    private Sanitiser() {}

    /// The safe form of `html`, its links led where `links` says.
    static String clean(String html, Links links) {
        var output = new Output(links, new StringBuilder(html.length() + 64));
        HtmlSanitizer.sanitize(html, POLICY.apply(output));
        return output.text.toString().strip();
    }

    /// Text as html: the three characters that would be read as markup, and nothing no reader could see.
    static void escape(String text, StringBuilder to) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                default -> {
                    if (Character.isSurrogate(c)) {
                        boolean pair = Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
                        if (pair) to.append(c).append(text.charAt(++at));
                        else to.append('\uFFFD');
                    } else if (c >= ' ' && c != '\u007F' || c == '\n' || c == '\t') to.append(c);
                    else if (c != '\r') to.append('\uFFFD');
                }
            }
        }
    }

    static String escape(String text) {
        var to = new StringBuilder(text.length() + 16);
        escape(text, to);
        return to.toString();
    }

    private static final class Output implements HtmlStreamEventReceiver {
        private final Links links;
        private final StringBuilder text;
        private int literal;
        private boolean inMarkerHead;

        Output(Links links, StringBuilder text) {
            this.links = links;
            this.text = text;
        }

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String element, List<String> attributes) {
            text.append('<').append(element);
            var seen = new HashSet<String>();
            for (int at = 0; at + 1 < attributes.size(); at += 2) {
                var name = attributes.get(at);
                if (seen.add(name)) attribute(name, attributes.get(at + 1));
            }
            text.append('>');
            if (LITERAL.contains(element)) literal++;
        }

        @Override
        public void closeTag(String element) {
            if (VOID.contains(element)) return;
            text.append("</").append(element).append('>');
            if (LITERAL.contains(element)) literal--;
        }

        /// Inside a link or code nothing is a marker: its frame goes, its words stay.
        @Override
        public void text(String written) {
            if (literal == 0) {
                escape(written, text);
                return;
            }
            var plain = new StringBuilder(written.length());
            for (int at = 0; at < written.length(); at++) {
                char c = written.charAt(at);
                if (c == Markdown.BEGIN) inMarkerHead = true;
                else if (c == Markdown.MIDDLE) inMarkerHead = false;
                else if (c != Markdown.END && !inMarkerHead) plain.append(c);
            }
            escape(plain.toString(), text);
        }

        private void attribute(String name, String value) {
            switch (name) {
                // The sanitiser writes brackets as if the address were to stand in a style sheet.
                case "href" -> href(value.replace("%28", "(").replace("%29", ")"));
                case "src" -> src(value.replace("%28", "(").replace("%29", ")"));
                case "id", "name" -> put(name, ours(value) ? value.substring(1) : ID_PREFIX + value);
                default -> put(name, ours(value) ? value.substring(1) : value);
            }
        }

        private void href(String written) {
            if (ours(written)) {
                put("href", written.substring(1));
                return;
            }
            int hash = written.indexOf('#');
            var target = hash < 0 ? written : written.substring(0, hash);
            var fragment = hash < 0 ? "" : written.substring(hash + 1);
            if (relative(target) && !target.isEmpty()) {
                boolean text = isText(target);
                target = links.link(target);
                put("href", safe(target + (hash < 0 ? "" : "#" + (text ? prefixed(fragment) : fragment))));
            } else if (target.isEmpty() && hash == 0) {
                put("href", "#" + prefixed(fragment));
            } else {
                put("href", safe(written));
                if (outer(written)) put("rel", "nofollow noopener noreferrer");
            }
        }

        private void src(String written) {
            if (ours(written)) {
                put("src", written.substring(1));
                put("loading", "lazy");
                return;
            }
            var scheme = scheme(written);
            if (scheme != null && !scheme.startsWith("http")) return;
            put("src", safe(relative(written) ? links.image(written) : written));
            put("loading", "lazy");
        }

        private void put(String name, @Nullable String value) {
            if (value == null) return;
            text.append(' ').append(name).append("=\"");
            escape(value, text);
            text.append('"');
        }
    }

    private static boolean isText(String target) {
        var path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
        return path.endsWith(".md") || path.endsWith(".markdown") || path.endsWith("/");
    }

    /// Comments and lines of a file are named by the page, not by a text.
    private static String prefixed(String fragment) {
        boolean pages = fragment.isEmpty() || fragment.startsWith(ID_PREFIX)
                || fragment.startsWith("note_") || fragment.startsWith("L") && fragment.length() > 1 && Marks.digit(fragment.charAt(1));
        return pages ? fragment : ID_PREFIX + fragment;
    }

    private static @Nullable String safe(String url) {
        var scheme = scheme(url);
        return scheme == null || SCHEMES.contains(scheme) ? url : null;
    }

    private static boolean relative(String url) {
        return scheme(url) == null && !outer(url);
    }

    private static boolean outer(String url) {
        var scheme = scheme(url);
        if (scheme != null) return scheme.startsWith("http");
        return url.length() > 1 && "/\\".indexOf(url.charAt(0)) >= 0 && "/\\".indexOf(url.charAt(1)) >= 0;
    }

    /// What a browser would take for the scheme: it skips blanks and control characters.
    private static @Nullable String scheme(String url) {
        for (int at = 0; at < url.length(); at++) {
            char c = url.charAt(at);
            if (c == ':') {
                var scheme = new StringBuilder();
                url.substring(0, at).chars().filter(each -> each > ' ').forEach(each -> scheme.append((char) each));
                return scheme.toString().toLowerCase(Locale.ROOT);
            }
            if (c == '/' || c == '?' || c == '#' || c == '\\') return null;
        }
        return null;
    }

    private static boolean ours(String value) {
        return !value.isEmpty() && value.charAt(0) == OURS;
    }

    private static boolean name(String value) {
        return !value.isEmpty() && value.length() < 200
                && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ':');
    }

    private static boolean simple(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || "-_+#.".indexOf(c) >= 0);
    }

    private static boolean size(String value) {
        return number(value.endsWith("%") ? value.substring(0, value.length() - 1) : value, 4);
    }

    private static boolean number(String value, int most) {
        return !value.isEmpty() && value.length() <= most && value.chars().allMatch(c -> Marks.digit((char) c));
    }
}
