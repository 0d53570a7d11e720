package antipode.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tasks of a text, `- [ ] like this`, as its kept html shows them: exactly those that a reader sees as boxes, each with
/// the line it comes from, so that ticking one changes that line and nothing else.
public final class Tasks {

    private static final Pattern BOX = Pattern.compile("data-lines=\"(\\d+)-\\d+\"|<input type=\"checkbox\" class=\"task\" disabled=\"\"( checked=\"\")?>");
    private static final Pattern LINE = Pattern.compile("\\[([ xX])]");

    /// Ours, and longer than anybody ticks.
    private static final int LONGEST_SAID = 100;

    private Tasks() {}

    /// A task as it stands.
    ///
    /// @param line from 0
    /// @param words the line behind its box
    public record Task(int line, boolean done, String words) {

        /// Its words without marks, cut short: for a sentence.
        public String said() {
            String plain = words.replaceAll("[*_`~\\[\\]]", "").replaceAll("\\s+", " ").strip();
            return plain.length() > LONGEST_SAID ? plain.substring(0, LONGEST_SAID) + "…" : plain;
        }

        /// Stands for its words in a form.
        String sign() {
            return Integer.toHexString(words.hashCode());
        }
    }

    /// How many boxes the kept html shows, and how many are ticked.
    public static int count(String html) {
        return times(html, "class=\"task\" disabled=\"\"");
    }

    public static int done(String html) {
        return times(html, "class=\"task\" disabled=\"\" checked=\"\"");
    }

    private static int times(String html, String sign) {
        int times = 0;
        for (int at = html.indexOf(sign); at >= 0; at = html.indexOf(sign, at + sign.length())) {
            times++;
        }
        return times;
    }

    /// The tasks of a text and its kept html, in the order of their boxes.
    public static List<Task> of(String source, String html) {
        List<Task> tasks = new ArrayList<>();
        List<String> lines = source.lines().toList();
        int line = -1;
        for (Matcher box = BOX.matcher(html); box.find(); ) {
            if (box.group(1) != null) {
                line = Integer.parseInt(box.group(1)) - 1;
                continue;
            }
            Matcher mark = line >= 0 && line < lines.size() ? LINE.matcher(lines.get(line)) : null;
            tasks.add(mark != null && mark.find()
                    ? new Task(line, box.group(2) != null, lines.get(line).substring(mark.end()).strip())
                    : new Task(-1, box.group(2) != null, ""));
        }
        return tasks;
    }

    /// What a form carries of the tasks as they were shown, so that it can be told what was ticked meanwhile and by whom.
    public static String seen(List<Task> tasks) {
        StringBuilder seen = new StringBuilder();
        for (Task task : tasks) {
            seen.append(seen.isEmpty() ? "" : ",").append(task.done() ? "x" : "o").append(task.sign());
        }
        return seen.toString();
    }

    /// The kept html with boxes one can tick, each belonging to the form of this id.
    public static String tickable(String html, String form) {
        StringBuilder tickable = new StringBuilder(html.length() + 256);
        Matcher box = BOX.matcher(html);
        int number = 0;
        while (box.find()) {
            box.appendReplacement(tickable, Matcher.quoteReplacement(box.group(1) != null ? box.group() :
                    "<input type=\"checkbox\" class=\"task\" name=\"task\" value=\"" + number++ + "\" form=\"" + form + "\""
                            + (box.group(2) == null ? "" : " checked") + " autocomplete=\"off\" aria-label=\"Done\">"));
        }
        return box.appendTail(tickable).toString();
    }

    /// What is to change: a task and whether it is done from now on.
    public record Tick(Task task, boolean done) {}

    /// What somebody ticked on a page that may be older than the text: each of their changes, found again by its words and,
    /// of several with the same, by its place. What is so already is left out; nothing if a task isn't there any more.
    ///
    /// @param seen  as [#seen] told it
    /// @param ticked the numbers of the boxes that are ticked in the form
    public static Optional<List<Tick>> ticks(List<Task> now, String seen, List<Integer> ticked) {
        List<Tick> ticks = new ArrayList<>();
        String[] shown = seen.isEmpty() ? new String[0] : seen.split(",", -1);
        Map<String, Integer> before = new HashMap<>();
        for (int number = 0; number < shown.length; number++) {
            String sign = shown[number].isEmpty() ? "" : shown[number].substring(1);
            int nth = before.merge(sign, 1, Integer::sum);
            boolean was = shown[number].startsWith("x");
            boolean wanted = ticked.contains(number);
            if (was == wanted) {
                continue;
            }
            List<Task> same = now.stream().filter(task -> task.line() >= 0 && task.sign().equals(sign)).toList();
            if (same.isEmpty()) {
                return Optional.empty();
            }
            Task task = same.get(Math.min(nth, same.size()) - 1);
            if (task.done() != wanted) {
                ticks.add(new Tick(task, wanted));
            }
        }
        return Optional.of(ticks);
    }

    /// The text with these ticks, and nothing else changed.
    public static String apply(String source, List<Tick> ticks) {
        String[] lines = source.split("\n", -1);
        for (Tick tick : ticks) {
            Matcher mark = LINE.matcher(lines[tick.task().line()]);
            if (mark.find()) {
                lines[tick.task().line()] = lines[tick.task().line()].substring(0, mark.start())
                        + (tick.done() ? "[x]" : "[ ]") + lines[tick.task().line()].substring(mark.end());
            }
        }
        return String.join("\n", lines);
    }
}
