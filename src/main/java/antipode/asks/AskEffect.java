package antipode.asks;

import antipode.people.Actor;
import antipode.threads.Issuable;
import java.util.List;

/// What silence can do. The rooms that know the deed bring one each; a default never does what its asker could not do
/// alone, so the same check holds when it is stated and when it takes effect.
public interface AskEffect {

    /// As stored and as in the API: `comment`, `close`, `merge`.
    String key();

    /// The rest of "I will …": "merge it".
    String deed();

    /// Whether it is something one can do to this kind of thing.
    boolean fits(Issuable issuable);

    /// Refuses with a sentence if the asker could not do it alone, now or once what is open is mended.
    void check(Actor asker, Issuable issuable);

    /// The same where it matters in which words the asker says what they will do.
    default void check(Actor asker, Issuable issuable, String said) {
        check(asker, issuable);
    }

    /// The other things that it changes; their headers are locked together with this one's.
    default List<Long> besides(Issuable issuable) {
        return List.of();
    }

    /// Does it, in the caller's transaction, with the header locked.
    ///
    /// @param because the sentence for the record
    void takeEffect(Actor asker, Issuable locked, Ask ask, String because);

    /// Takes it back for somebody who was away, in the caller's transaction, with the header locked. Where it can't be, their
    /// words stand in the thread and the asker goes on.
    default void takeBack(Actor actor, Issuable locked, Ask ask) {}
}
