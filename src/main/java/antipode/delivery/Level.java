package antipode.delivery;

import antipode.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Of how much one hears in a place. The words are GitLab's.
public enum Level {
    /// As the place above says; at the top, as one says for everywhere.
    GLOBAL("As above"),
    WATCH("Everything"),
    PARTICIPATING("What I take part in"),
    MENTION("Only where I am named or asked"),
    DISABLED("Nothing"),
    CUSTOM("What I take part in, and what I choose here");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String key) {
        for (Level level : values()) {
            if (level.key().equals(key)) {
                return level;
            }
        }
        throw Problem.invalid("level", "is one of " + String.join(", ", keys()));
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Level::key).toList();
    }

    /// What can be chosen one by one, by GitLab's names.
    enum Event {
        NEW_NOTE("Comments"),
        NEW_ISSUE("New issues"),
        REOPEN_ISSUE("Issues opened again"),
        CLOSE_ISSUE("Issues closed"),
        REASSIGN_ISSUE("Issues given to somebody else"),
        NEW_MERGE_REQUEST("New merge requests"),
        REOPEN_MERGE_REQUEST("Merge requests opened again"),
        CLOSE_MERGE_REQUEST("Merge requests closed"),
        REASSIGN_MERGE_REQUEST("Merge requests given to somebody else"),
        CHANGE_REVIEWER_MERGE_REQUEST("Reviews asked for"),
        PUSH_TO_MERGE_REQUEST("New commits in merge requests"),
        MERGE_MERGE_REQUEST("Merge requests merged");

        private final String words;

        Event(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> keys() {
            return Arrays.stream(values()).map(Event::key).toList();
        }
    }
}
