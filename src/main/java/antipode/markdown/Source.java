package antipode.markdown;

import module java.base;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.parser.Parser;

/// A text as it came in, made fit for the parser: without characters that we reserve for ourselves or that no one can store,
/// and with its front matter taken out. Lines stay where they were, so that they can be named.
record Source(String text, List<String> lines, Map<String, List<String>> frontMatter) {
    private static final int LONGEST_FRONT_MATTER = 200;
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][\\w.-]{0,80}:(?:[ \\t].*)?");
    private static final Pattern NUMERIC = Pattern.compile("&#(?:[xX]([0-9a-fA-F]++)|([0-9]++));?");
    private static final Parser FRONT_MATTER =
            Parser.builder().extensions(List.of(YamlFrontMatterExtension.create())).build();

    /// Deeper than any person nests brackets; the parser's work grows with the square of it.
    private static final int DEEPEST_BRACKETS = 1_000;

    /// Whether a text is too long, or its brackets too deep, to be read as Markdown: it is shown as it was written.
    static boolean beyondReading(String written) {
        if (written.length() > Markdown.LONGEST) return true;
        int depth = 0;
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c == '[' && ++depth > DEEPEST_BRACKETS) return true;
            if (c == ']' && depth > 0) depth--;
            if (c == '\n' && at + 1 < written.length() && written.charAt(at + 1) == '\n') depth = 0;
        }
        return false;
    }

    static Source of(String written) {
        var clean = clean(written);
        var lines = new ArrayList<>(clean.lines().toList());
        int end = endOfFrontMatter(lines);
        if (end < 0) return new Source(clean, lines, Map.of());
        var frontMatter = read(lines.subList(0, end + 1));
        for (int line = 0; line <= end; line++) lines.set(line, "");
        return new Source(String.join("\n", lines), lines, frontMatter);
    }

    /// NUL, lone surrogates and the signs of our own ([#reserved]), written plainly or as a numeric entity, become U+FFFD.
    static String clean(String written) {
        var clean = new StringBuilder(written.length());
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            boolean pair = Character.isHighSurrogate(c) && at + 1 < written.length() && Character.isLowSurrogate(written.charAt(at + 1));
            if (pair) clean.append(c).append(written.charAt(++at));
            else clean.append(c == 0 || Character.isSurrogate(c) || reserved(c) ? '\uFFFD' : c);
        }
        if (clean.indexOf("&#") < 0) return clean.toString();
        return NUMERIC.matcher(clean).replaceAll(entity -> forbidden(entity) ? "\uFFFD" : Matcher.quoteReplacement(entity.group()));
    }

    private static boolean reserved(int c) {
        return c >= '\uE000' && c <= '\uE00F';
    }

    private static boolean forbidden(MatchResult entity) {
        boolean hex = entity.group(1) != null;
        var digits = (hex ? entity.group(1) : entity.group(2)).replaceFirst("^0++", "");
        // The sanitiser counts in 32 bits: a longer number could come round to one of our signs.
        if (digits.isEmpty() || digits.length() > (hex ? 7 : 9)) return true;
        int value = Integer.parseInt(digits, hex ? 16 : 10);
        return reserved(value) || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    }

    /// Front matter is only what looks like it from its first line to its last; two rules around a sentence are not.
    private static int endOfFrontMatter(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("---")) return -1;
        boolean key = false;
        for (int at = 1; at < Math.min(lines.size(), LONGEST_FRONT_MATTER); at++) {
            var line = lines.get(at).stripTrailing();
            if (line.equals("---") || line.equals("...")) return key ? at : -1;
            if (KEY.matcher(line).matches()) key = true;
            else if (!line.isEmpty() && !line.startsWith("#") && !(key && (line.startsWith(" ") || line.startsWith("- ")))) return -1;
        }
        return -1;
    }

    private static Map<String, List<String>> read(List<String> lines) {
        var visitor = new YamlFrontMatterVisitor();
        var body = new ArrayList<>(lines);
        body.set(lines.size() - 1, "---");
        FRONT_MATTER.parse(String.join("\n", body)).accept(visitor);
        var values = new LinkedHashMap<String, List<String>>();
        visitor.getData().forEach((key, list) -> values.put(key, list.stream().flatMap(Source::values).toList()));
        return Collections.unmodifiableMap(values);
    }

    private static Stream<String> values(String value) {
        if (!value.startsWith("[") || !value.endsWith("]")) return Stream.of(value);
        return Arrays.stream(value.substring(1, value.length() - 1).split(","))
                .map(each -> each.strip().replaceAll("^([\"'])(.*)\\1$", "$2"))
                .filter(each -> !each.isEmpty());
    }
}
