package antipode.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text that is taken to another project: what it cites by number alone is named with its project from now on, so that it
/// means what it meant.
public final class Qualified {

    private static final Pattern CANDIDATE = Pattern.compile("(?<![\\w/#!&.-])[#!]\\d{1,18}");

    /// With more of them, those in code can't be told apart one by one.
    private static final int MOST = 200;

    private Qualified() {}

    /// @param project the full path of the project that the text is taken from
    public static String of(String source, String project) {
        int bare = bare(source);
        if (bare == 0) {
            return source;
        }
        String all = CANDIDATE.matcher(source).replaceAll(match -> Matcher.quoteReplacement(project + match.group()));
        if (bare(all) == 0 && marked(all) - marked(source) == 0 && candidates(source).size() == bare) {
            return all;
        }
        return oneByOne(source, project);
    }

    /// What looks like a citation may stand in code, where it is none: only what is one is named.
    private static String oneByOne(String source, String project) {
        String text = source;
        List<Integer> candidates = candidates(source);
        int shift = 0;
        for (int at : candidates.subList(0, Math.min(MOST, candidates.size()))) {
            String tried = text.substring(0, at + shift) + project + text.substring(at + shift);
            if (bare(tried) < bare(text)) {
                text = tried;
                shift += project.length();
            }
        }
        return text;
    }

    private static List<Integer> candidates(String source) {
        List<Integer> found = new ArrayList<>();
        for (Matcher match = CANDIDATE.matcher(source); match.find(); ) {
            found.add(match.start());
        }
        return found;
    }

    private static int bare(String source) {
        return (int) cited(source).stream().filter(marker -> marker.project() == null).count();
    }

    private static int marked(String source) {
        return cited(source).size();
    }

    private static List<Marker> cited(String source) {
        return Markdown.render(source).markers().stream()
                .filter(marker -> marker.kind() == Marker.Kind.ISSUE || marker.kind() == Marker.Kind.MERGE_REQUEST)
                .toList();
    }
}
