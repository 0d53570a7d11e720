package antipode.mergerequests.review;

import antipode.people.Person;
import antipode.repositories.LineMoves;
import antipode.threads.Comment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Other words for some lines, as somebody wrote them in a comment beside these: a block of code in the language
/// `suggestion`, or `suggestion:-2+1` for two lines more above and one below.
///
/// @param number   which one in its comment, from 0
/// @param position where its thread was begun
/// @param from     the first line it replaces, in the text that it was written for; to, the last
/// @param before   those lines; empty where that text is no longer kept
/// @param after    what it would put there
/// @param applied  when it was done, and by whom
/// @param whyNot   why it can't be applied to the text as it is, in a sentence; nothing where it can
public record Suggestion(
        Comment comment,
        int number,
        DiffPosition position,
        int from,
        int to,
        List<String> before,
        List<String> after,
        @Nullable Applied applied,
        @Nullable String whyNot) {

    /// So many may stand in one comment.
    static final int MOST = 32;

    private static final Pattern BLOCK = Pattern.compile(
            "<pre><code class=\"language-suggestion(?::-(\\d{1,3})\\+(\\d{1,3}))?\">(.*?)</code></pre>", Pattern.DOTALL);

    record Applied(String commit, Person by, Instant at, String before, String after) {}

    /// One as it is written.
    record Written(int above, int below, List<String> lines) {}

    static boolean in(Comment comment) {
        return comment.bodyHtml().contains("class=\"language-suggestion");
    }

    /// Those of a comment, in their order.
    static List<Written> written(Comment comment) {
        List<Written> all = new ArrayList<>();
        Matcher found = BLOCK.matcher(comment.bodyHtml());
        while (found.find() && all.size() < MOST) {
            String text = found.group(3)
                    .replace("&quot;", "\"").replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")
                    .replace("&amp;", "&");
            all.add(new Written(
                    found.group(1) == null ? 0 : Integer.parseInt(found.group(1)),
                    found.group(2) == null ? 0 : Integer.parseInt(found.group(2)),
                    text.isEmpty() ? List.of() : List.of(Positions.split(text))));
        }
        return all;
    }

    /// What it is called in the API: comment and number in one.
    public long id() {
        return comment.id() * MOST + number;
    }

    static long commentOf(long id) {
        return id / MOST;
    }

    static int numberOf(long id) {
        return (int) (id % MOST);
    }

    public boolean appliable() {
        return applied == null && whyNot == null;
    }

    /// Where its lines stand after a move; 0 if they are not together any more.
    int through(LineMoves.Moved moved) {
        int first = moved.line(from);
        int last = moved.line(to);
        return first > 0 && last - first == to - from ? first : 0;
    }

    String path() {
        return position.newPath();
    }
}
