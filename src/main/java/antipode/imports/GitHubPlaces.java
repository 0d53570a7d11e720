package antipode.imports;

import antipode.mergerequests.review.DiffPosition;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Beside which line something was said on GitHub. Its archive tells the piece of the difference that ends with that line.
final class GitHubPlaces {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d{1,9})(?:,\\d+)? \\+(\\d{1,9})(?:,\\d+)? @@.*");

    private GitHubPlaces() {}

    /// Nothing if it was said of no line. It begins from wherever the request does.
    static DiffPosition.@Nullable Wish of(Told said) {
        var path = said.text("path");
        var line = said.integer("line");
        if (path.isEmpty()) {
            return null;
        }
        if (line != null && line > 0) {
            var old = said.text("side").equals("LEFT");
            var start = said.integer("start_line");
            return new DiffPosition.Wish(
                    "", "", said.text("commit_id"), path, path, old ? line : null, old ? null : line, old ? start : null, old ? null : start);
        }
        return within(said.text("diff_hunk"), path, said.text("original_commit_id").isEmpty() ? said.text("commit_id") : said.text("original_commit_id"));
    }

    private static DiffPosition.@Nullable Wish within(String hunk, String path, String commit) {
        var lines = hunk.split("\n", -1);
        var head = HUNK.matcher(lines[0]);
        if (!head.matches() || lines.length < 2 || commit.isEmpty()) {
            return null;
        }
        int before = Integer.parseInt(head.group(1)) - 1;
        int after = Integer.parseInt(head.group(2)) - 1;
        var last = ' ';
        for (var at = 1; at < lines.length; at++) {
            var sign = lines[at].isEmpty() ? ' ' : lines[at].charAt(0);
            if (sign == '\\') {
                continue;
            }
            before += sign == '+' ? 0 : 1;
            after += sign == '-' ? 0 : 1;
            last = sign;
        }
        return new DiffPosition.Wish("", "", commit, path, path, last == '-' ? before : null, last == '-' ? null : after, null, null);
    }
}
