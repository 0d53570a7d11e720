package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Deeds that say something in words of their own: these are kept with the event that notes the deed, and are read,
/// cited, found and linked as those of a comment are.
@Component
public class Remarks {

    private final Texts texts;
    private final Events events;
    private final Citations citations;
    private final Subscriptions subscriptions;
    private final SearchedThreads searched;
    private final Clock clock;

    Remarks(
            Texts texts,
            Events events,
            Citations citations,
            Subscriptions subscriptions,
            SearchedThreads searched,
            Clock clock) {
        this.texts = texts;
        this.events = events;
        this.citations = citations;
        this.subscriptions = subscriptions;
        this.searched = searched;
        this.clock = clock;
    }

    /// Notes a deed with its words, in the caller's transaction.
    ///
    /// @param sentence the rest of a sentence that begins with who did it
    /// @param words    Markdown; may be empty
    /// @return its id, which is a note's
    @Transactional
    public long write(Actor actor, Issuable locked, String action, String sentence, String words) {
        Map<String, String> detail = new TreeMap<>(Map.of("sentence", sentence));
        if (words.isBlank()) {
            return events.append(actor, locked, action, detail);
        }
        Text text = texts.read(actor, locked, words);
        detail.put("words", text.html());
        detail.put("source", words);
        long note = events.append(actor, locked, action, detail);
        citations.cite(actor, locked, note, text);
        searched.put(locked, note, words, clock.instant());
        subscriptions.subscribe(locked.id(), text.mentioned().stream().map(Person::id).toList(), "mentioned");
        return note;
    }
}
