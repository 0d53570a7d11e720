package antipode.talks;

import antipode.hours.Interval;
import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.web.Part;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands under a thread about talking: the suggestion, for the two it is about and nobody else; that a call is proposed,
/// or what came of it, for everyone.
///
/// @param talk   what was decided; nothing while it is only suggested
/// @param other  the one the reader goes back and forth with
/// @param time   what would be proposed; nothing where they share no time
/// @param apart  when each is at work, where they share none
/// @param member whether the reader is one of the two
record TalkPart(
        Issuable issuable, long thread, @Nullable Talk talk, @Nullable Person other, @Nullable Interval time, String apart, boolean member,
        Instant now) implements Part {

    String path() {
        return issuable.path() + "/notes/" + thread + "/talk";
    }

    boolean owed() {
        return talk != null && talk.owed(now);
    }

    /// "Ana and Kei"
    String both() {
        return talk == null ? "" : talk.by().firstName() + " and " + talk.besides(talk.by().id()).firstName();
    }
}
