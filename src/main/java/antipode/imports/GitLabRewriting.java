package antipode.imports;

import antipode.projects.Project;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes what a text from GitLab cites mean here what it meant there. Numbers stay what they are.
final class GitLabRewriting implements Rewriting {

    static final String NEVER = "(?!)";
    static final String CODE = "(?<code>```.*?(?:```|\\z)|~~~.*?(?:~~~|\\z)|`[^`\\n]+`)";
    private static final String LINK =
            "(?<link>\\]\\()?%s/(?:-/)?(?<things>issues|work_items|merge_requests)/(?<number>\\d{1,9})(?:[#/?][^\\s)]*)?";
    private static final String FILE = "(?:%s|/%s)?/uploads/(?<secret>[0-9a-f]{32})/[^\\s()\\[\\]<>\"']{1,600}";
    private static final String REFERENCE = "(?<![\\w/.-])%s(?<sign>[#!]\\d{1,9})";
    static final String NAME = "(?<![\\w/@.`-])@(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]{0,254})";

    private final Project project;
    private final Map<String, String> names;
    private final Map<String, String> files;
    private final Pattern cited;

    /// @param names   usernames here by those there, in lower case
    /// @param files   addresses here by the secret in those there
    /// @param address of the project's page there; empty if nobody said
    GitLabRewriting(Project project, Map<String, String> names, Map<String, String> files, String address) {
        this.project = project;
        this.names = names;
        this.files = files;
        var slash = address.indexOf('/', address.indexOf("://") + 3);
        var there = address.isEmpty() ? NEVER : Pattern.quote(address);
        var path = slash < 0 ? NEVER : Pattern.quote(address.substring(slash + 1));
        this.cited = Pattern.compile(
                String.join("|", CODE, LINK.formatted(there), FILE.formatted(there, path), REFERENCE.formatted(path), NAME),
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
        if (found.group("number") != null) {
            var request = found.group("things").equals("merge_requests");
            return found.group("link") == null
                    ? (request ? "!" : "#") + found.group("number")
                    : "](" + project.url() + "/-/" + (request ? "merge_requests/" : "issues/") + found.group("number");
        }
        if (found.group("secret") != null) {
            return files.getOrDefault(found.group("secret"), found.group());
        }
        if (found.group("sign") != null) {
            return found.group("sign");
        }
        return named(found, names);
    }

    /// Who is meant, by the name they have here.
    static String named(MatchResult found, Map<String, String> names) {
        var name = found.group("name");
        var plain = name.replaceAll("[.-]+$", "");
        var here = names.get(plain.toLowerCase(Locale.ROOT));
        return here == null ? found.group() : "@" + here + name.substring(plain.length());
    }
}
