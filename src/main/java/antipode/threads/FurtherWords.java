package antipode.threads;

import antipode.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people write into a thing besides its description and comments: options, reasons, answers. The rooms that keep such
/// words read them here, so that they cite and are found as all others.
@Component
public class FurtherWords {

    private final Texts texts;
    private final Citations citations;
    private final SearchedThreads searched;

    FurtherWords(Texts texts, Citations citations, SearchedThreads searched) {
        this.texts = texts;
        this.citations = citations;
        this.searched = searched;
    }

    /// Reads some words in a thread that is locked, and notes what they cite.
    ///
    /// @param note the event they were written in, if it has one
    @Transactional
    public Text read(Actor actor, Issuable locked, @Nullable Long note, String words) {
        Text text = texts.read(actor, locked, words);
        if (!words.isBlank()) {
            citations.cite(actor, locked, note, text);
        }
        return text;
    }

    /// Lets the thing be found by its words as they are now.
    @Transactional
    public void find(Issuable issuable) {
        searched.put(issuable);
    }
}
