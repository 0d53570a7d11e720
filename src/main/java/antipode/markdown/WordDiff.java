package antipode.markdown;

import module java.base;

/// Two forms of one block, word by word: the new one with what was put in and what was taken out. The tags of the new form stand
/// as they are; only runs of text between them are wrapped, so the result nests as well as what it is made of.
record WordDiff(String html, int in, int out) {
    private static final Set<String> INLINE =
            Set.of("a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var");

    /// A piece of html: a tag, or a word, a blank, a sign. `key` tells whether two are the same, dress included.
    private record Token(String html, boolean tag, boolean word, boolean apart, String key) {
        boolean blank() {
            return !tag && html.isBlank();
        }
    }

    static WordDiff of(String before, String after) {
        var old = text(tokens(before));
        var all = tokens(after);
        var now = text(all);
        var spans = readable(ProseDiff.changes(keys(old), keys(now)), old, now);
        return new Writing(old, all, spans).write();
    }

    /// A block that is all new or all gone.
    static WordDiff whole(String html, String tag) {
        var all = tokens(html);
        var now = text(all);
        var span = now.isEmpty() ? List.<ProseDiff.Span>of() : List.of(new ProseDiff.Span(0, 0, 0, now.size()));
        var written = new Writing(List.of(), all, span, tag).write();
        return tag.equals("ins") ? written : new WordDiff(written.html(), 0, written.in());
    }

    static Map<String, Integer> bag(Block block) {
        var bag = new HashMap<String, Integer>();
        for (var token : tokens(block.html())) if (token.word()) bag.merge(token.html().toLowerCase(Locale.ROOT), 1, Integer::sum);
        return bag;
    }

    private static List<Token> text(List<Token> tokens) {
        return tokens.stream().filter(token -> !token.tag()).toList();
    }

    private static List<String> keys(List<Token> tokens) {
        return tokens.stream().map(Token::key).toList();
    }

    /// Joins changes that have hardly a word between them: a sentence put anew reads better than its confetti.
    private static List<ProseDiff.Span> readable(List<ProseDiff.Span> spans, List<Token> old, List<Token> now) {
        var joined = new ArrayList<ProseDiff.Span>();
        for (var span : spans) {
            while (!joined.isEmpty()) {
                var last = joined.getLast();
                int kept = words(now, last.newEnd(), span.newStart());
                int least = Math.min(size(last, old, now), size(span, old, now));
                if (kept * 4 > least && !(kept == 1 && least >= 2)) break;
                joined.removeLast();
                span = new ProseDiff.Span(last.oldStart(), span.oldEnd(), last.newStart(), span.newEnd());
            }
            joined.add(span);
        }
        if (joined.size() < 2) return joined;
        int changed = joined.stream().mapToInt(span -> words(now, span.newStart(), span.newEnd())).sum();
        int all = words(now, 0, now.size());
        return (all - changed) * 10 < all
                ? List.of(new ProseDiff.Span(joined.getFirst().oldStart(), joined.getLast().oldEnd(), joined.getFirst().newStart(), joined.getLast().newEnd()))
                : joined;
    }

    private static int size(ProseDiff.Span span, List<Token> old, List<Token> now) {
        return Math.max(words(old, span.oldStart(), span.oldEnd()), words(now, span.newStart(), span.newEnd()));
    }

    private static int words(List<Token> tokens, int from, int to) {
        int words = 0;
        for (int at = from; at < to; at++) if (tokens.get(at).word()) words++;
        return words;
    }

    private static List<Token> tokens(String html) {
        var tokens = new ArrayList<Token>();
        var dress = new ArrayDeque<String>();
        // Its hash, for a link's address may be as long as the text, and every word within it wears it.
        int worn = 0;
        boolean apart = false;
        boolean preformatted = html.contains("<pre");
        for (int at = 0; at < html.length(); ) {
            int end = end(html, at);
            var piece = html.substring(at, end);
            at = end;
            if (piece.charAt(0) != '<') {
                boolean blank = piece.isBlank();
                boolean word = piece.charAt(0) == Markdown.BEGIN || Words.count(piece) > 0 && piece.charAt(0) != '&';
                tokens.add(new Token(piece, false, word, apart, (blank && !preformatted ? " " : piece) + '\n' + worn));
                apart = false;
                continue;
            }
            var name = name(piece);
            if (name.equals("img") || name.equals("input")) {
                tokens.add(new Token(piece, false, false, apart, piece));
                apart = false;
                continue;
            }
            tokens.add(new Token(piece, true, false, false, piece));
            if (!INLINE.contains(name)) apart = true;
            else if (!piece.startsWith("</")) dress.push(piece);
            else if (!dress.isEmpty()) dress.pop();
            worn = dress.isEmpty() ? 0 : String.join(" ", dress).hashCode();
        }
        return tokens;
    }

    private static int end(String html, int at) {
        char first = html.charAt(at);
        int end = switch (first) {
            case '<' -> html.indexOf('>', at) + 1;
            case '&' -> html.indexOf(';', at) + 1;
            case Markdown.BEGIN -> html.indexOf(Markdown.END, at) + 1;
            default -> 0;
        };
        if (end > at) return end;
        int c = html.codePointAt(at);
        end = at + Character.charCount(c);
        if (Character.isWhitespace(c)) {
            while (end < html.length() && Character.isWhitespace(html.charAt(end))) end++;
        } else if (letter(c)) {
            while (end < html.length() && (letter(html.codePointAt(end)) || joins(html, end))) end += Character.charCount(html.codePointAt(end));
        }
        return end;
    }

    private static boolean letter(int c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c) && !(c >= 0x3040 && c <= 0x30FF);
    }

    private static boolean joins(String html, int at) {
        return "'’-".indexOf(html.charAt(at)) >= 0 && at + 1 < html.length() && letter(html.codePointAt(at + 1));
    }

    private static String name(String tag) {
        int from = tag.startsWith("</") ? 2 : 1;
        int to = from;
        while (to < tag.length() && Character.isLetterOrDigit(tag.charAt(to))) to++;
        return tag.substring(from, to);
    }

    private static final class Writing {
        private final List<Token> old;
        private final List<Token> all;
        private final Iterator<ProseDiff.Span> spans;
        private final String tag;
        private final StringBuilder html = new StringBuilder();
        private final List<Token> run = new ArrayList<>();
        private ProseDiff.Span span;
        private int in;
        private int out;

        private static final ProseDiff.Span NONE = new ProseDiff.Span(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);

        Writing(List<Token> old, List<Token> all, List<ProseDiff.Span> spans) {
            this(old, all, spans, "ins");
        }

        Writing(List<Token> old, List<Token> all, List<ProseDiff.Span> spans, String tag) {
            this.old = old;
            this.all = all;
            this.spans = spans.iterator();
            this.tag = tag;
            this.span = NONE;
        }

        WordDiff write() {
            next();
            int at = 0;
            for (var token : all) {
                if (token.tag()) {
                    flush();
                    html.append(token.html());
                    continue;
                }
                if (at == span.newStart()) deleted();
                if (at >= span.newStart() && at < span.newEnd()) run.add(token);
                else html.append(token.html());
                at++;
                if (at == span.newEnd()) {
                    flush();
                    next();
                }
                // What was only taken out stands behind the word before it, within the same paragraph or cell.
                if (at == span.newStart() && span.newStart() == span.newEnd()) {
                    deleted();
                    next();
                }
            }
            flush();
            if (span != NONE) deleted();
            return new WordDiff(html.toString(), in, out);
        }

        private void next() {
            span = spans.hasNext() ? spans.next() : NONE;
        }

        private void deleted() {
            if (span.oldStart() == span.oldEnd()) return;
            var gone = new StringBuilder();
            for (var token : old.subList(span.oldStart(), span.oldEnd())) {
                if (token.apart() && !gone.isEmpty()) gone.append(' ');
                gone.append(Markdown.unresolved(token.html()));
                if (token.word()) out++;
            }
            if (!gone.toString().isBlank()) html.append("<del>").append(gone).append("</del>");
            span = new ProseDiff.Span(span.oldEnd(), span.oldEnd(), span.newStart(), span.newEnd());
        }

        private void flush() {
            if (run.isEmpty()) return;
            boolean blank = run.stream().allMatch(Token::blank);
            if (!blank) html.append('<').append(tag).append('>');
            for (var token : run) {
                html.append(token.html());
                if (token.word()) in++;
            }
            if (!blank) html.append("</").append(tag).append('>');
            run.clear();
        }
    }
}
