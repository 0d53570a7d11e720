package antipode.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one person changed within a minute, told in one line: the events of the record, one or more.
record EventLine(List<Event> events) {

    private static final Duration TOGETHER = Duration.ofMinutes(1);

    /// Changes that are small enough to share a line.
    private static final Set<String> JOINED = Set.of(
            "retitled", "described", "labelled", "unlabelled", "assigned", "unassigned", "milestone", "weighed", "due", "ticked",
            "unticked", "made confidential", "made visible", "locked", "unlocked", "linked", "unlinked", "moved", "closed",
            "reopened");

    /// One piece of the line: words, and what they cite or lead to.
    ///
    /// @param link html for this reader; empty if nothing is cited
    /// @param path where the words lead; nothing if nowhere
    record Piece(String words, String link, @Nullable String path) {}

    /// The entries of a thread with what goes together joined: each row is a discussion alone, or the events of one line.
    static List<List<Entry>> rows(List<Entry> entries) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<Entry> last = rows.isEmpty() ? List.of() : rows.getLast();
            if (!last.isEmpty() && entry instanceof Event event && last.getLast() instanceof Event before && joins(before, event)) {
                last.add(event);
            } else {
                rows.add(new ArrayList<>(List.of(entry)));
            }
        }
        return rows;
    }

    private static boolean joins(Event before, Event event) {
        return JOINED.contains(before.action())
                && JOINED.contains(event.action())
                && before.by() != null
                && Objects.equals(before.by(), event.by())
                && before.words().isEmpty()
                && event.words().isEmpty()
                && Duration.between(before.createdAt(), event.createdAt()).compareTo(TOGETHER) <= 0;
    }

    static EventLine of(List<Entry> row) {
        return new EventLine(row.stream().map(Event.class::cast).toList());
    }

    Event first() {
        return events.getFirst();
    }

    Event last() {
        return events.getLast();
    }

    /// The pieces of its sentence. Labels that were put on together, and people assigned together, are named together.
    List<Piece> pieces(Conversation conversation) {
        List<Piece> pieces = new ArrayList<>();
        Map<String, List<Event>> named = new java.util.LinkedHashMap<>();
        for (Event event : events) {
            String together = switch (event.action()) {
                case "labelled", "unlabelled", "assigned", "unassigned" -> event.action();
                default -> event.action() + event.id();
            };
            named.computeIfAbsent(together, _ -> new ArrayList<>()).add(event);
        }
        for (List<Event> alike : named.values()) {
            Event event = alike.getFirst();
            pieces.add(
                    alike.size() > 1
                            ? new Piece(together(alike), "", null)
                            : Conversation.cited(event) != null
                                    ? new Piece(event.deed(), conversation.link(event), null)
                                    : new Piece(event.sentence(), "", conversation.historyPath(event)));
        }
        return pieces;
    }

    private static String together(List<Event> alike) {
        String names = list(alike.stream()
                .map(event -> event.detail().getOrDefault("label", event.detail(event.action().equals("assigned") ? "to" : "from")))
                .toList());
        return switch (alike.getFirst().action()) {
            case "labelled" -> "added the labels " + names;
            case "unlabelled" -> "removed the labels " + names;
            case "assigned" -> "assigned " + names;
            default -> "unassigned " + names;
        };
    }

    private static String list(List<String> names) {
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
