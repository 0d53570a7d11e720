package antipode.audit;

import antipode.threads.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One deed.
///
/// @param actorId nobody, where the workspace did it by itself or whoever did had not signed in
/// @param actor   the username at that time
/// @param kind    of what: `token`, `project member`, `issue`, …
/// @param deed    past participle: `added`, `changed`, `removed`, `refused`, or what an event says
/// @param thing   its name at that time
/// @param before  what stood there, by columns
/// @param after   what stands there since
/// @param more    what else is known
/// @param event   what the thread of the thing says of it, as long as that is there
record Entry(
        long id, Instant at, @Nullable Long actorId, String actor, @Nullable Long tokenId, String address, String way,
        @Nullable Long projectId, @Nullable Long teamId, @Nullable Long memberId, String kind, String deed, String thing,
        Map<String, String> before, Map<String, String> after, Map<String, String> more, @Nullable Event event) {

    /// Who did it: a username, or what stands for nobody.
    String who() {
        return !actor.isEmpty() ? "@" + actor : way.equals("page") || way.equals("api") ? "Somebody not signed in" : "The workspace";
    }

    /// What was done, as the rest of a sentence.
    String sentence() {
        String of = kind + (thing.isEmpty() ? "" : " " + thing);
        return switch (kind + " " + deed) {
            case "session added" -> "signed in (" + after.getOrDefault("way", "") + ")";
            case "session removed" -> "signed out";
            case "session refused" -> "was refused at the door as “" + thing + "”";
            case "comment added" -> "wrote a comment" + in();
            case "comment changed" -> "edited a comment" + in();
            case "comment removed" -> "took out a comment" + in();
            case "version removed" -> "took away what a text said before" + in();
            case "token changed" -> after.containsKey("revoked_at") ? "revoked the token " + thing : "changed the token " + thing;
            default -> event != null && !event.detail().containsKey("in") ? event.sentence() + " (" + of + ")" : deed + " " + of + (more.containsKey("because") ? ", because " + more.get("because") : "");
        };
    }

    /// Where it was, behind its own number: " (#7)".
    private String in() {
        int space = thing.indexOf(' ');
        return space < 0 ? "" : " (" + thing.substring(space + 1) + ")";
    }

    /// What changed, each as "column: before → after". What a thing began with is told in the export alone.
    List<String> changes() {
        if (!deed.equals("changed")) return List.of();
        var columns = new LinkedHashMap<String, String>();
        before.keySet().forEach(column -> columns.put(column, ""));
        after.keySet().forEach(column -> columns.put(column, ""));
        var told = new ArrayList<String>();
        for (var column : columns.keySet()) {
            told.add(column.replace('_', ' ') + ": " + before.getOrDefault(column, "nothing") + " → " + after.getOrDefault(column, "nothing"));
        }
        return told;
    }
}
