package antipode.markdown;

import module java.base;

/// Pages that were written for another tool stay readable: GitBook's blocks (`{% hint style="info" %}`) and Hugo's shortcodes
/// (`{{< figure src="a.png" >}}`) become the Markdown that says the same; what is not known stays as it was written. Every
/// line stays where it was. Code is left alone.
final class Leftovers {
    private static final Pattern FENCE = Pattern.compile("^\\s*(?:>\\s*)*(`{3,}|~{3,})(.*)$");
    private static final Pattern BLOCK = Pattern.compile("^\\s*\\{%\\s*([a-z-]+)([^%]{0,500})%}\\s*$");
    private static final Pattern SHORTCODE = Pattern.compile("\\{\\{([<%])\\s*(/?)\\s*([\\w/-]{1,60})([^{}]{0,1000}?)\\s*/?\\s*[>%]}}");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\S+))");
    private static final Pattern BUTTON = Pattern.compile(
            "\\{\\{[<%]\\s*button\\s([^{}]{0,500}?)[>%]}}(.{0,300}?)\\{\\{[<%]\\s*/\\s*button\\s*[>%]}}");
    private static final Pattern FIRST = Pattern.compile("^\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s=\"']+)(?=\\s|$))");

    private static final Map<String, String> ALERTS = Map.ofEntries(
            Map.entry("info", "NOTE"), Map.entry("note", "NOTE"), Map.entry("primary", "NOTE"), Map.entry("secondary", "NOTE"),
            Map.entry("success", "TIP"), Map.entry("tip", "TIP"), Map.entry("working", "IMPORTANT"), Map.entry("important", "IMPORTANT"),
            Map.entry("warning", "WARNING"), Map.entry("danger", "CAUTION"), Map.entry("caution", "CAUTION"), Map.entry("error", "CAUTION"));
    /// What stands between these is code.
    private static final Set<String> CODE = Set.of("highlight", "mermaid", "plantuml", "code");
    private static final String CODE_MARK = "~~~~~~";

    private Leftovers() {}

    static String readable(String source) {
        if (source.indexOf("{%") < 0 && source.indexOf("{{") < 0) return source;
        var lines = source.split("\n", -1);
        var fence = "";
        // The shortcode whose code we are within.
        var code = "";
        // How deep we are within alerts; their lines are quoted.
        int within = 0;
        for (int at = 0; at < lines.length; at++) {
            var line = lines[at];
            var opening = FENCE.matcher(line);
            boolean mark = opening.find();
            if (!code.isEmpty()) {
                var end = SHORTCODE.matcher(line.strip());
                boolean ends = end.matches() && !end.group(2).isEmpty() && end.group(3).equals(code);
                if (ends) code = "";
                lines[at] = quoted(ends ? CODE_MARK : line, within);
                continue;
            }
            if (!fence.isEmpty()) {
                if (mark && opening.group(1).startsWith(fence) && opening.group(2).isBlank()) fence = "";
                lines[at] = quoted(line, within);
                continue;
            }
            if (mark) fence = opening.group(1);
            var block = BLOCK.matcher(line);
            boolean alone = SHORTCODE.matcher(line.strip()).matches();
            var shortcode = SHORTCODE.matcher(line);
            if (!mark && alone && shortcode.find() && shortcode.group(2).isEmpty() && CODE.contains(shortcode.group(3)) && ends(lines, at, shortcode.group(3))) {
                code = shortcode.group(3);
                lines[at] = quoted(CODE_MARK + " " + (code.equals("highlight") || code.equals("code") ? language(shortcode.group(4)) : code), within);
            } else if (!mark && block.matches()) {
                var name = block.group(1);
                if (name.equals("hint")) lines[at] = quoted("> [!" + alert(attribute(block.group(2), "style")) + "]", within++);
                else if (name.equals("endhint")) {
                    within = Math.max(0, within - 1);
                    lines[at] = quoted("", within);
                } else lines[at] = quoted(gitBook(name, block.group(2), line), within);
            } else if (!mark && alone && shortcode.reset().find() && alerts(shortcode.group(3))) {
                if (shortcode.group(2).isEmpty()) {
                    var attributes = shortcode.group(4);
                    var words = first(attributes).isEmpty() ? "" : first(attributes.substring(FIRST.matcher(attributes).results().findFirst().orElseThrow().end()));
                    var title = (attribute(attributes, "title").isEmpty() ? words : attribute(attributes, "title")).replace("]", "");
                    var kind = alert(switch (shortcode.group(3)) {
                        case "alert" -> attribute(attributes, "color");
                        case "hint", "notice", "callout", "admonition" -> attribute(attributes, "type").isEmpty() ? first(attributes) : attribute(attributes, "type");
                        default -> shortcode.group(3);
                    });
                    lines[at] = quoted("> [!" + kind + "]" + (title.isEmpty() ? "" : " " + title), within++);
                } else {
                    within = Math.max(0, within - 1);
                    lines[at] = quoted("", within);
                }
            } else lines[at] = quoted(mark ? line : shortcodes(line), within);
        }
        return String.join("\n", lines);
    }

    private static String quoted(String line, int within) {
        return within == 0 ? line : "> ".repeat(Math.min(within, 10)) + line;
    }

    private static boolean alerts(String name) {
        return Set.of("alert", "hint", "notice", "callout", "admonition", "note", "tip", "warning", "important", "caution", "danger", "info").contains(name);
    }

    private static boolean ends(String[] lines, int from, String name) {
        return Arrays.stream(lines, from + 1, lines.length).map(line -> SHORTCODE.matcher(line.strip()))
                .anyMatch(end -> end.matches() && !end.group(2).isEmpty() && end.group(3).equals(name));
    }

    private static String language(String attributes) {
        return (attribute(attributes, "lang").isEmpty() ? first(attributes) : attribute(attributes, "lang")).replaceAll("[^\\w+#.-]", "");
    }

    private static String alert(String style) {
        return ALERTS.getOrDefault(style.toLowerCase(Locale.ROOT), "NOTE");
    }

    private static String gitBook(String name, String attributes, String line) {
        return switch (name) {
            case "tabs", "endtabs", "endtab", "content-ref", "endcontent-ref", "code", "endcode", "stepper", "endstepper", "step", "endstep",
                    "columns", "endcolumns", "column", "endcolumn", "endembed", "endfile", "endswagger", "swagger-description", "endswagger-description",
                    "swagger-response", "endswagger-response", "swagger-parameter", "endswagger-parameter", "endopenapi" -> "";
            case "swagger" -> "**" + attribute(attributes, "method").toUpperCase(Locale.ROOT) + " `" + (attribute(attributes, "baseUrl") + attribute(attributes, "path")).replace("`", "")
                    + "`** " + attribute(attributes, "summary");
            case "tab" -> "**" + attribute(attributes, "title") + "**";
            case "embed", "file" -> {
                var address = attribute(attributes, "url") + attribute(attributes, "src");
                yield address.isEmpty() ? line : "[" + address.replace("]", "") + "](<" + address.replaceAll("[<>]", "") + ">)";
            }
            default -> line;
        };
    }

    private static String shortcodes(String line) {
        if (line.indexOf("{{") < 0) return line;
        var linked = BUTTON.matcher(line).replaceAll(found -> Matcher.quoteReplacement(button(found)));
        return SHORTCODE.matcher(linked).replaceAll(found -> Matcher.quoteReplacement(shortcode(found)));
    }

    private static String button(MatchResult found) {
        var address = attribute(found.group(1), "href") + attribute(found.group(1), "relref") + attribute(found.group(1), "link");
        return address.isEmpty() ? found.group(2) : "[" + found.group(2) + "](<" + address.replaceAll("[<>]", "") + ">)";
    }

    private static String shortcode(MatchResult found) {
        var attributes = found.group(4);
        return switch (found.group(3)) {
            case "figure", "img", "image" -> {
                var address = attribute(attributes, "src").isEmpty() ? first(attributes) : attribute(attributes, "src");
                var words = attribute(attributes, "alt").isEmpty() ? attribute(attributes, "caption") : attribute(attributes, "alt");
                yield address.isEmpty() ? found.group() : "![" + words.replace("]", "") + "](<" + address.replaceAll("[<>]", "") + ">)";
            }
            case "ref", "relref" -> first(attributes).replace(" ", "%20");
            case "youtube" -> "[Film](https://www.youtube.com/watch?v=" + (first(attributes) + attribute(attributes, "id")).replaceAll("[^\\w-]", "") + ")";
            case "vimeo" -> "[Film](https://vimeo.com/" + first(attributes).replaceAll("\\D", "") + ")";
            case "gist" -> "[Gist](<https://gist.github.com/" + attributes.strip().replaceAll("\\s+", "/").replaceAll("[^\\w/.-]", "") + ">)";
            case "tweet", "x" -> "[Post](https://twitter.com/i/status/" + (attribute(attributes, "id") + first(attributes)).replaceAll("\\D", "") + ")";
            case "expand" -> found.group(2).isEmpty() && !first(attributes).isEmpty() ? "**" + first(attributes) + "**" : "";
            case "details", "tabpane", "tab", "cardpane", "card", "steps", "columns", "column", "pageinfo", "blocks/section" ->
                    attribute(attributes, "header").isEmpty() ? attribute(attributes, "summary").isEmpty() ? "" : "**" + attribute(attributes, "summary") + "**"
                            : "**" + attribute(attributes, "header") + "**";
            default -> found.group();
        };
    }

    private static String attribute(String attributes, String name) {
        var found = ATTRIBUTE.matcher(attributes);
        while (found.find())
            if (found.group(1).equals(name))
                return found.group(2) != null ? found.group(2) : found.group(3) != null ? found.group(3) : found.group(4);
        return "";
    }

    private static String first(String attributes) {
        var found = FIRST.matcher(attributes);
        if (!found.find()) return "";
        return found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
    }
}
