package antipode.feeds;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.threads.ToldPlaces;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// Something that was said or done in a thread, as a feed tells it.
///
/// @param by       nobody, where a stated default took effect
/// @param sentence the rest of a sentence that begins with who it was: "commented", "closed this"
/// @param html     what was said, with its marks; empty for what was only done
record Happening(
        long noteId,
        Thing thing,
        @Nullable Person by,
        String sentence,
        String html,
        Instant at,
        Instant updated) {

    /// What it happened in.
    record Thing(long id, String projectPath, Issuable.Kind kind, int iid, String title) {

        String reference() {
            return "" + kind.sign() + iid;
        }

        String path() {
            return "/" + projectPath + "/-/" + kind.path() + "/" + iid;
        }
    }

    /// "Kei Nakamura commented"
    String words() {
        return by == null ? sentence : by.name() + " " + sentence;
    }

    /// @param titled  whether it says in what it happened
    /// @param place    where in a change it was said
    /// @param resolved its html for one reader
    AtomFeed.Entry entry(boolean titled, ToldPlaces.@Nullable Told place, String resolved) {
        String words = place == null ? words() : words() + " " + place.words();
        return new AtomFeed.Entry(
                "/t/" + thing.id() + "#note_" + noteId,
                titled ? thing.reference() + " " + thing.title() + " · " + words : words,
                thing.path() + "#note_" + noteId,
                at,
                updated,
                by,
                List.of(),
                resolved.isEmpty() ? "<p>" + HtmlUtils.htmlEscape(words()) + ".</p>" : place == null ? resolved : place.html() + resolved);
    }
}
