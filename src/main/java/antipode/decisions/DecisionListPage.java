package antipode.decisions;

import antipode.people.Actor;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log of decisions, of one project or of the whole workspace.
///
/// @param head    nothing for the whole workspace
/// @param unknown a sentence about a filter that finds nobody
/// @param older   the cursor of the page after this one
/// @param today   on the reader's calendar
record DecisionListPage(
        @Nullable ProjectHead head,
        Actor reader,
        Asked asked,
        List<Decision> decisions,
        @Nullable String unknown,
        @Nullable String older,
        LocalDate today)
        implements Page {

    /// The filters, as they stand in the address.
    ///
    /// @param status one of the states, `due` for what is to be looked at again, or `all`
    record Asked(String status, String door, String dri, String label, String words, String after) {

        boolean filters() {
            return !door.isEmpty() || !dri.isEmpty() || !label.isEmpty() || !words.isEmpty();
        }

        String query() {
            StringBuilder query = new StringBuilder();
            add(query, "status", status.equals("all") ? "" : status);
            add(query, "door", door);
            add(query, "dri", dri);
            add(query, "label", label);
            add(query, "q", words);
            add(query, "after", after);
            return query.isEmpty() ? "" : "?" + query.substring(1);
        }

        Asked status(String status) {
            return new Asked(status, door, dri, label, words, "");
        }

        Asked after(String after) {
            return new Asked(status, door, dri, label, words, after);
        }

        private static void add(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    /// The segments above the list.
    enum Shown {
        ALL("all", "All"),
        PROPOSED("proposed", "Proposed"),
        DECIDED("decided", "Decided"),
        DUE("due", "To look at again"),
        SUPERSEDED("superseded", "Superseded"),
        REJECTED("rejected", "Rejected");

        private final String key;
        private final String word;

        Shown(String key, String word) {
            this.key = key;
            this.word = word;
        }

        String key() {
            return key;
        }

        String word() {
            return word;
        }
    }

    /// "Decisions of halyard/booking, superseded": what the list is called elsewhere.
    String name() {
        return "Decisions" + (head == null ? "" : " of " + head.project().fullPath())
                + (asked.status().equals("all") ? "" : ", " + (asked.status().equals("due") ? "to look at again" : asked.status()))
                + (asked.door().isEmpty() ? "" : ", " + asked.door())
                + (asked.dri().isEmpty() ? "" : ", DRI " + asked.dri())
                + (asked.label().isEmpty() ? "" : ", labelled " + asked.label())
                + (asked.words().isEmpty() ? "" : ", with “" + asked.words() + "”");
    }

    /// The same list from its beginning: what one subscribes to.
    String beginning() {
        return path(asked.after(""));
    }

    String path() {
        return (head == null ? "" : head.project().url()) + "/-/decisions";
    }

    String path(Asked asked) {
        return path() + asked.query();
    }

    String newPath() {
        return (head == null ? "" : head.project().url()) + "/-/issues/new?type=" + DecisionType.KEY;
    }

    String reference(Decision decision) {
        return head == null ? decision.header().fullReference() : decision.header().reference();
    }

    /// Whether the reader is to look at it again now.
    boolean mine(Decision decision) {
        return decision.due(today) && reader.is(decision.header().dri().id());
    }

    boolean struck(Decision decision) {
        return decision.status() == Decision.Status.SUPERSEDED;
    }

    String emptyTitle() {
        if (asked.filters() || !asked.after().isEmpty()) {
            return "Nothing here matches";
        }
        return switch (asked.status()) {
            case "proposed" -> "Nothing stands to choose";
            case "due" -> "No decision waits to be looked at again";
            case "superseded" -> "No decision was superseded yet";
            case "rejected" -> "No decision was rejected yet";
            default -> "No decision stands here yet";
        };
    }

    String emptyWords() {
        if (asked.filters() || !asked.after().isEmpty()) {
            return "Take a filter away, or look among all of them.";
        }
        return switch (asked.status()) {
            case "due" -> "Give a decision a day on which it comes back; what was right once may be wrong later.";
            case "superseded", "rejected" -> "What was decided differently before stays on record, with its reason.";
            default -> "A decision is recorded when a stranger can read it in a year and understand. Link one, or write the first.";
        };
    }
}
