package antipode.handbook;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Changes where the links of a Markdown file lead, and not a letter else. What stands in code is left alone.
final class LinkChanges {

    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})");

    /// `](target`, `]: target` at the beginning of a line, `href="target"`, `src="target"`; or a span of code.
    private static final Pattern LINK = Pattern.compile(
            "(?<code>(`+)(?!`).{1,2000}?(?<!`)\\2(?!`))|(?<before>\\]\\(\\s{0,8}<?|^ {0,3}\\[[^\\]]{1,500}\\]:\\s{1,8}<?|(?:href|src)=[\"'])(?<target>[^\\s()<>\"']{1,1000}(?:\\([^\\s()<>\"']{0,300}\\)[^\\s()<>\"']{0,300}){0,3})");

    private LinkChanges() {}

    /// @param count how many links lead elsewhere now
    record Changed(String text, int count) {}

    /// @param to what a path without query and fragment is written as instead, or nothing to leave it
    static Changed of(String text, Function<String, @Nullable String> to) {
        var changed = new StringBuilder(text.length() + 64);
        int count = 0;
        String fence = null;
        for (var line : text.split("(?<=\n)")) {
            var mark = FENCE.matcher(line);
            if (mark.find()) {
                var sign = mark.group(1);
                if (fence == null) {
                    fence = sign;
                } else if (sign.charAt(0) == fence.charAt(0) && sign.length() >= fence.length()) {
                    fence = null;
                }
                changed.append(line);
                continue;
            }
            if (fence != null) {
                changed.append(line);
                continue;
            }
            var links = LINK.matcher(line);
            while (links.find()) {
                var written = links.group("code") != null ? null : changed(links.group("target"), to);
                if (written != null) {
                    count++;
                }
                links.appendReplacement(changed, Matcher.quoteReplacement(written == null ? links.group() : links.group("before") + written));
            }
            links.appendTail(changed);
        }
        return new Changed(changed.toString(), count);
    }

    private static @Nullable String changed(String target, Function<String, @Nullable String> to) {
        if (target.startsWith("#") || target.startsWith("//") || target.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return null;
        }
        int end = 0;
        while (end < target.length() && target.charAt(end) != '#' && target.charAt(end) != '?') {
            end++;
        }
        var written = end == 0 ? null : to.apply(target.substring(0, end));
        return written == null || written.equals(target.substring(0, end)) ? null : written + target.substring(end);
    }

    /// How a file is written in a file of a folder.
    static String relative(String folder, String path) {
        var from = folder.isEmpty() ? new String[0] : folder.split("/");
        var steps = path.split("/");
        int same = 0;
        while (same < from.length && same < steps.length - 1 && from[same].equals(steps[same])) {
            same++;
        }
        var written = new StringBuilder("../".repeat(from.length - same));
        for (int step = same; step < steps.length; step++) {
            written.append(step == same ? "" : "/").append(UriUtils.encode(steps[step], StandardCharsets.UTF_8));
        }
        return written.toString();
    }
}
