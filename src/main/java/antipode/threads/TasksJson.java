package antipode.threads;

import antipode.markdown.Tasks;
import org.jspecify.annotations.Nullable;

/// How many tasks a description lists, and how many are ticked.
public record TasksJson(int count, int completedCount) {

    /// Those that a reader sees as boxes: what merely looks like one, in code, is none.
    public static TasksJson of(Issuable issuable) {
        return new TasksJson(Tasks.count(issuable.descriptionHtml()), Tasks.done(issuable.descriptionHtml()));
    }

    /// "2 of 5 done"; nothing where there are none.
    public @Nullable String progress() {
        return count == 0 ? null : completedCount + " of " + count + " done";
    }

    public @Nullable String words() {
        return count == 0 ? null : completedCount + " of " + count + " checklist items completed";
    }
}
