package antipode.threads;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How many tasks a description lists, and how many are ticked.
public record TasksJson(int count, int completedCount) {

    private static final Pattern TASK = Pattern.compile("(?m)^\\s{0,12}(?:[-*+]|\\d{1,9}[.)]) \\[([ xX])] ");

    public static TasksJson of(Issuable issuable) {
        int all = 0;
        int done = 0;
        for (var task = TASK.matcher(issuable.description()); task.find(); ) {
            all++;
            done += task.group(1).equals(" ") ? 0 : 1;
        }
        return new TasksJson(all, done);
    }

    public @Nullable String words() {
        return count == 0 ? null : completedCount + " of " + count + " checklist items completed";
    }
}
