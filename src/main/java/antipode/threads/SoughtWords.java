package antipode.threads;

import antipode.database.Json;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words that are to go, or a file that texts show.
///
/// @param forms   one of these stands wherever they do, however it is kept
/// @param pattern all that goes
record SoughtWords(String[] forms, Pattern pattern) {

    /// What stands where they were.
    static final String MARK = "[redacted]";

    /// As they were written, and as they are kept in rendered texts and in JSON.
    static SoughtWords of(String words) {
        var shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        var forms = new TreeSet<>(Set.of(words));
        forms.add(shown);
        forms.add(json(words));
        forms.add(json(shown));
        return new SoughtWords(
                forms.toArray(String[]::new),
                Pattern.compile(forms.descendingSet().stream().map(Pattern::quote).collect(Collectors.joining("|"))));
    }

    /// The picture or the link that shows a file, and its bare address.
    static SoughtWords file(String secret) {
        return new SoughtWords(new String[] {secret}, Pattern.compile(
                "!?\\[[^\\[\\]]*]\\([^()\\s]*" + secret + "[^()\\s]*(?:\\s[^()]*)?\\)(?:\\{[^{}]*})?"
                        + "|<(?:img|video)\\b[^<>]*" + secret + "[^<>]*>(?:</video>)?"
                        + "|<a\\b[^<>]*" + secret + "[^<>]*>[^<>]*</a>"
                        + "|[^\\s()\\[\\]<>\"']*" + secret + "[^\\s()\\[\\]<>\"'\\\\]*"));
    }

    private static String json(String words) {
        var written = Json.write(words);
        return written.substring(1, written.length() - 1);
    }

    String takenFrom(String text) {
        return Arrays.stream(forms).noneMatch(text::contains) ? text : pattern.matcher(text).replaceAll(Matcher.quoteReplacement(MARK));
    }
}
