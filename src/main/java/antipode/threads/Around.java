package antipode.threads;

import antipode.people.Person;
import antipode.web.Zones;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands around a thread, beside its words.
///
/// @param labels      by name
/// @param assignees   by name
/// @param subscribers how many hear of what happens here
/// @param hears       since what the reader hears of it; nothing if they don't
public record Around(List<String> labels, List<Person> assignees, int subscribers, @Nullable String hears) {

    /// "You hear of it because you were asked": the reader's reason in words.
    public String why() {
        return switch (hears == null ? "" : hears) {
            case "author" -> "you wrote it";
            case "assigned" -> "you are assigned";
            case "mentioned" -> "you were mentioned";
            case "commented" -> "you commented";
            case "asked" -> "you were asked";
            default -> "you subscribed";
        };
    }

    static Person assignee(String packed) {
        String[] parts = packed.split(" ", 5);
        return new Person(Long.parseLong(parts[0]), parts[1], parts[4], Zones.kept(parts[2]), parts[3].equals("-") ? null : parts[3]);
    }
}
