package antipode.threads;

import antipode.people.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of the append-only log.
///
/// @param by     nobody, where a stated default took effect without anyone at the keys
/// @param action past participle: `opened`, `closed`, `merged`, `retitled`, …
/// @param detail what, from, to; all values are text
public record Event(
        long id, long issuableId, @Nullable Person by, String action, Map<String, String> detail, Instant createdAt)
        implements Note, Entry {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    public String detail(String key) {
        return detail.getOrDefault(key, "");
    }

    /// What was said with the deed, as kept; empty if nothing was. See [Remarks].
    public String words() {
        return detail("words");
    }

    /// What happened, as the rest of a sentence that begins with who did it.
    public String sentence() {
        String because = detail.containsKey("because") ? ", because " + detail("because") : "";
        return switch (action) {
            case "opened" -> "opened this";
            case "closed" -> closed() + because;
            case "reopened" -> "reopened this";
            case "merged" -> "merged this as " + shortened(detail("commit")) + because;
            case "retitled" -> "changed the title from “" + detail("from") + "”";
            case "described" -> "edited the description";
            case "labelled" -> "added the label " + detail("label");
            case "unlabelled" -> "removed the label " + detail("label");
            case "assigned" -> "assigned " + detail("to");
            case "unassigned" -> "unassigned " + detail("from");
            case "handed on" -> "made " + detail("to") + " responsible instead of " + detail("from");
            case "made confidential" -> "made this confidential";
            case "made visible" -> "made this visible to everyone in the project";
            case "options" -> "changed what stands to choose";
            case "superseded" -> "superseded this";
            case "stands again" -> "let this stand again" + because;
            case "review" -> detail("to").isEmpty()
                    ? "took the review date away"
                    : "set the review for " + detail("to");
            case "reviewed" -> "looked at this again: it holds" + (detail("to").isEmpty() ? "" : "; next on " + detail("to"));
            case "review due" -> "This is the day on which it was to be looked at again";
            case "retyped" -> "turned this from " + article(detail("from")) + " into " + article(detail("to"));
            case "not closed" -> "left this open when " + detail("when") + ": " + detail("why");
            case "due" -> detail("to").isEmpty() ? "took the due date away" : "set the due date to " + day(detail("to"));
            case "moved" -> detail("from").isEmpty() ? "moved this here from another project" : "moved this here from " + detail("from");
            case "cloned" -> deed() + detail("in");
            case "ticked" -> "marked the task “" + detail("task") + "” as completed";
            case "unticked" -> "marked the task “" + detail("task") + "” as not completed";
            case "milestone" -> detail("to").isEmpty() ? "took the milestone " + detail("from") + " away" : "set the milestone to " + detail("to");
            case "weighed" -> detail("to").isEmpty() ? "took the weight away" : "set the weight to " + detail("to");
            case "resolved" -> "resolved the thread that " + detail("of") + " began";
            case "unresolved" -> "reopened the thread that " + detail("of") + " began";
            case "locked" -> "locked the discussion";
            case "unlocked" -> "unlocked the discussion";
            case "redacted" -> "redacted " + detail("what") + because;
            case "removed" -> "took out a comment by " + detail("of");
            case "linked", "unlinked", "unblocked" -> deed() + detail("in");
            case "mentioned" -> "mentioned this in " + detail("in");
            case "drafted" -> "marked this as a draft";
            case "readied" -> "marked this as ready";
            case "pushed" -> "pushed " + detail("commits") + " to " + detail("branch") + detail("so");
            case "retargeted" -> "changed the target from " + detail("from") + " to " + detail("to");
            case "branch deleted" -> "deleted the branch " + detail("branch");
            case "approved" -> "approved " + shortened(detail("commit"));
            case "unapproved" -> "took the approval back";
            case "asked for review" -> "asked " + detail("to") + " for review" + detail("as");
            case "door" -> "made this a " + detail("to") + " door" + because;
            case "asked" -> "asked " + detail("to") + ": “" + detail("question") + "”";
            case "objected" -> "objected; what silence would have done is stopped";
            case "withdrew" -> "withdrew the question “" + detail("question") + "”";
            case "cleared" -> "cleared the list that this stood on; nothing was promised";
            case "took" -> "took the turn of " + detail("from");
            case "passed" -> "passed the turn to " + detail("to") + because;
            case "defaulted", "returned" -> detail("sentence");
            case "reverted" -> "prepared the revert in " + detail("in");
            default -> detail.getOrDefault("sentence", action);
        };
    }

    private String closed() {
        if (detail.containsKey("decided")) {
            return "decided this: " + detail("decided")
                    + (detail("early").isEmpty() ? "" : ", before its comment window had ended: " + detail("early"));
        }
        return detail.containsKey("rejected") ? "rejected this" : "closed this";
    }

    private static String article(String name) {
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /// Of a sentence that ends in what it cites, the words before that.
    String deed() {
        return switch (action) {
            case "mentioned" -> "mentioned this in ";
            case "reverted" -> "prepared the revert in ";
            case "superseded" -> "superseded this by ";
            case "cloned" -> "cloned this to ";
            case "linked" -> "said that this " + detail("as") + " ";
            case "unlinked" -> "took back that this " + detail("as") + " ";
            case "unblocked" -> "closed what this waited for: ";
            default -> "";
        };
    }

    /// "Fri 27 Nov 2026": a day is the same for every reader.
    private static String day(String date) {
        return LocalDate.parse(date).format(DAY);
    }

    private static String shortened(String sha) {
        return sha.length() > 8 ? sha.substring(0, 8) : sha;
    }
}
