package antipode.markdown;

import module java.base;
import org.jspecify.annotations.Nullable;

/// Turns what people write into html that can be kept and shown to anyone.
///
/// The html that is kept speaks of nothing else: a reference, a mention, a commit, a label is a *marker*, the sign and the
/// words as they were written in a frame of three characters that no text can contain. [#resolve] makes it a link, or
/// leaves it as it was written, for each reader anew.
public final class Markdown {
    /// A longer text is shown as it was written.
    public static final int LONGEST = 1 << 20;

    static final char BEGIN = '\uE000';
    static final char MIDDLE = '\uE001';
    static final char END = '\uE002';

    private Markdown() {}

    /// A message: a description, a comment, a letter.
    public static Rendered render(String source) {
        return render(source, Links.AS_WRITTEN, false);
    }

    /// A file of a repository, read as a page: its links are led by `links`, and every block and item says which lines of the
    /// file it comes from (`data-lines="12-18"`).
    public static Rendered render(String source, Links links) {
        return render(source, links, true);
    }

    private static Rendered render(String source, Links links, boolean lines) {
        if (Source.beyondReading(source)) return asWritten(source);
        try {
            var reading = new Reading(Source.of(lines ? Leftovers.readable(source) : source));
            var blocks = new Printing(reading, links, lines, Printing.Cut.BLOCKS).blocks();
            var html = blocks.stream().map(Block::html).collect(Collectors.joining("\n"));
            return new Rendered(
                    html, markers(html), List.copyOf(reading.headings), List.copyOf(blocks), reading.source.frontMatter(),
                    reading.tasks, reading.tasksDone, reading.words);
        } catch (Printing.Overflow | StackOverflowError tooMuch) {
            return asWritten(source);
        }
    }

    private static Rendered asWritten(String source) {
        var clean = Source.clean(source);
        var html = "<pre>" + Sanitiser.escape(clean) + "</pre>";
        int lines = (int) Math.max(1, clean.lines().count());
        return new Rendered(html, List.of(), List.of(), List.of(new Block(1, lines, html)), Map.of(), 0, 0, Words.count(clean));
    }

    /// The markers of kept html, in the order of the text.
    public static List<Marker> markers(String html) {
        var markers = new ArrayList<Marker>();
        resolve(html, marker -> {
            markers.add(marker);
            return null;
        });
        return List.copyOf(markers);
    }

    /// The html as one reader gets it: `linkHtml` gives the html that stands for a marker (trusted, it is not escaped again),
    /// or nothing to leave the words as they were written.
    public static String resolve(String html, Function<Marker, @Nullable String> linkHtml) {
        var resolved = new StringBuilder(html.length() + 256);
        int done = 0;
        for (int begin = html.indexOf(BEGIN); begin >= 0; begin = html.indexOf(BEGIN, done)) {
            resolved.append(html, done, begin);
            int end = html.indexOf(END, begin);
            if (end < 0) return resolved.append(html, begin + 1, html.length()).toString();
            var escaped = html.substring(Math.min(begin + 3, end), end);
            var kind = Marker.Kind.of(html.charAt(begin + 1));
            var marker = kind == null ? null : new Marker(kind, unescape(escaped));
            var link = marker == null ? null : linkHtml.apply(marker);
            resolved.append(link != null ? link : marker == null ? escaped : neutral(marker, escaped));
            done = end + 1;
        }
        return resolved.append(html, done, html.length()).toString();
    }

    /// A time says where it is meant; everything else stays as it was written.
    private static String neutral(Marker marker, String escaped) {
        return marker.moment()
                .map(moment -> "<time datetime=\"" + moment.machine() + "\">" + Sanitiser.escape(moment.plain()) + "</time>")
                .orElse(escaped);
    }

    /// The html with every marker left as it was written, for nobody in particular.
    public static String unresolved(String html) {
        return resolve(html, _ -> null);
    }

    /// Text as html, for those who build the link of a marker.
    public static String escape(String text) {
        return Sanitiser.escape(text);
    }

    /// A marker as it stands in kept html, for those who keep a reference without a text around it.
    public static String frame(Marker marker) {
        return "" + BEGIN + marker.kind().letter + MIDDLE + Sanitiser.escape(marker.text()) + END;
    }

    private static String unescape(String escaped) {
        return escaped.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
