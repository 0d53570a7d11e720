package antipode.imports;

import antipode.projects.Project;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes what a text from GitHub cites mean here what it meant there. Issues and pull requests share their numbers there, but
/// not their signs here.
final class GitHubRewriting implements Rewriting {

    private static final String LINK = "(?<link>\\]\\()?%s/(?:issues|pull)/(?<linked>\\d{1,9})(?![\\w])(?:[#/?][^\\s)]*)?";
    private static final String REFERENCE = "(?<![\\w/.&#-])(?:(?:%s)?#|GH-)(?<number>\\d{1,9})\\b";
    private static final String FILE = "(?<file>https?://[^\\s()<>\\[\\]\"']{1,1000})";

    private final Project project;
    private final Map<String, String> names;
    private final Map<String, String> files;
    private final Set<String> requests;
    private final Pattern cited;

    /// @param files    addresses here by the keys of those there
    /// @param requests the numbers of pull requests
    /// @param address  of the repository's page there
    GitHubRewriting(Project project, Map<String, String> names, Map<String, String> files, Set<String> requests, String address) {
        this.project = project;
        this.names = names;
        this.files = files;
        this.requests = requests;
        var parts = address.split("/");
        var path = parts.length < 2 ? GitLabRewriting.NEVER : Pattern.quote(parts[parts.length - 2] + "/" + parts[parts.length - 1]);
        this.cited = Pattern.compile(
                String.join(
                        "|", GitLabRewriting.CODE, LINK.formatted(address.isEmpty() ? GitLabRewriting.NEVER : Pattern.quote(address)), FILE,
                        REFERENCE.formatted(path), GitLabRewriting.NAME),
                Pattern.DOTALL);
    }

    @Override
    public String of(String text) {
        return cited.matcher(text).replaceAll(found -> Matcher.quoteReplacement(one(found)));
    }

    private String one(MatchResult found) {
        if (found.group("code") != null) {
            return found.group();
        }
        var linked = found.group("linked");
        if (linked != null) {
            return found.group("link") == null ? sign(linked)
                    : "](" + project.url() + "/-/" + (requests.contains(linked) ? "merge_requests/" : "issues/") + linked;
        }
        if (found.group("file") != null) {
            return files.getOrDefault(GitHub.key(found.group("file")), found.group());
        }
        return found.group("number") != null ? sign(found.group("number")) : GitLabRewriting.named(found, names);
    }

    private String sign(String number) {
        return (requests.contains(number) ? "!" : "#") + number;
    }
}
