package antipode.mail.incoming;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// The words of an html mail as Markdown; quotations and signatures are known by the marks that mail programs leave.
final class HtmlWords {

    private static final int LONGEST = 2_000_000;

    private static final String QUOTES = ".gmail_quote_container, .gmail_quote, blockquote[type=cite], .moz-cite-prefix, .yahoo_quoted, "
            + ".protonmail_quote, .tutanota_quote, #OLK_SRC_BODY_SECTION, div[name=quote], .gmail_attr, .ms-outlook-mobile-reference-message, "
            + "#mail-editor-reference-message-container";
    private static final String FROM_HERE_ON = "#appendonsend, #divRplyFwdMsg, #x_divRplyFwdMsg, hr[id*=stopSpelling], "
            + "div[style*=border-top:solid #E1E1E1], div[style*=border-top: solid #E1E1E1], div[style*=border-top:solid #B5C4DF]";
    private static final String SIGNATURES = ".gmail_signature, .gmail_signature_prefix, .moz-signature, #Signature, #ms-outlook-mobile-signature, "
            + ".protonmail_signature_block, .AppleMailSignature, #AppleMailSignature";

    private HtmlWords() {}

    static Cut cut(String html) {
        Document page = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html);
        page.select("script, style, head, title, template, noscript").remove();
        StringBuilder cut = new StringBuilder();
        for (Element from : page.select(FROM_HERE_ON)) {
            for (Node next = from.nextSibling(); next != null; next = from.nextSibling()) {
                cut.append(words(next)).append('\n');
                next.remove();
            }
            cut.insert(0, words(from) + "\n");
            from.remove();
        }
        page.select(QUOTES + ", " + SIGNATURES).forEach(element -> {
            // An inner one goes with its outer one.
            if (element.parents().contains(page.body())) {
                cut.append(words(element)).append('\n');
                element.remove();
            }
        });
        Cut rest = QuotedText.cut(words(page.body()));
        return new Cut(rest.kept(), (rest.cut() + "\n" + cut).strip());
    }

    private static String words(Node node) {
        StringBuilder out = new StringBuilder();
        write(node, out, 0, false);
        return out.toString().replace('\u00a0', ' ').replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
    }

    private static void write(Node node, StringBuilder out, int depth, boolean kept) {
        if (depth > 300) {
            return;
        }
        if (node instanceof TextNode text) {
            String words = kept ? text.getWholeText() : text.getWholeText().replaceAll("[ \\t\\r\\n]+", " ");
            out.append(kept || !atLineStart(out) ? words : words.stripLeading());
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        switch (name) {
            case "br" -> out.append('\n');
            case "hr" -> block(out, "---");
            case "img" -> {}
            case "b", "strong" -> marked(element, out, depth, kept, "**");
            case "i", "em" -> marked(element, out, depth, kept, "*");
            case "code" -> marked(element, out, depth, kept, kept ? "" : "`");
            case "a" -> link(element, out, depth, kept);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                block(out, "#".repeat(name.charAt(1) - '0') + " ");
                children(element, out, depth, kept);
                out.append("\n\n");
            }
            case "blockquote" -> {
                block(out, words(children(element, depth)).lines().map(line -> "> " + line).reduce((one, two) -> one + "\n" + two).orElse(""));
                out.append("\n\n");
            }
            case "pre" -> {
                block(out, "```\n");
                children(element, out, depth, true);
                out.append("\n```\n\n");
            }
            case "li" -> {
                Element list = element.parent();
                block(out, list != null && list.normalName().equals("ol") ? (element.elementSiblingIndex() + 1) + ". " : "- ");
                children(element, out, depth, kept);
            }
            case "td", "th" -> {
                children(element, out, depth, kept);
                out.append(' ');
            }
            case "p", "ul", "ol", "table", "section", "article", "header", "footer" -> {
                paragraph(out);
                children(element, out, depth, kept);
                paragraph(out);
            }
            case "div", "tr", "center", "body", "dl", "dt", "dd" -> {
                newLine(out);
                children(element, out, depth, kept);
                newLine(out);
            }
            default -> children(element, out, depth, kept);
        }
    }

    private static Element children(Element element, int depth) {
        return new Element("div").appendChildren(element.childNodesCopy());
    }

    private static void children(Element element, StringBuilder out, int depth, boolean kept) {
        element.childNodes().forEach(child -> write(child, out, depth + 1, kept));
    }

    private static void marked(Element element, StringBuilder out, int depth, boolean kept, String mark) {
        StringBuilder inner = new StringBuilder("|");
        children(element, inner, depth, kept);
        String words = inner.substring(1);
        String plain = words.strip();
        if (plain.isEmpty() || plain.contains("\n") || plain.startsWith(mark.isEmpty() ? "\0" : mark)) {
            out.append(words);
        } else {
            out.append(words.startsWith(" ") ? " " : "").append(mark).append(plain).append(mark).append(words.endsWith(" ") ? " " : "");
        }
    }

    private static void link(Element element, StringBuilder out, int depth, boolean kept) {
        StringBuilder inner = new StringBuilder("|");
        children(element, inner, depth, kept);
        String words = inner.substring(1).strip();
        String to = element.attr("href").strip();
        if (words.isEmpty() || !to.matches("(?i)https?://[^\\s<>()\\[\\]\"]{1,1000}") || words.contains("\n") || words.contains("]")) {
            out.append(words);
        } else if (words.equals(to) || to.equals(words + "/")) {
            out.append(to);
        } else {
            out.append('[').append(words).append("](").append(to).append(')');
        }
    }

    private static boolean atLineStart(StringBuilder out) {
        return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    }

    private static void newLine(StringBuilder out) {
        if (!atLineStart(out)) {
            out.append('\n');
        }
    }

    private static void paragraph(StringBuilder out) {
        newLine(out);
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    private static void block(StringBuilder out, String begin) {
        newLine(out);
        out.append(begin);
    }
}
