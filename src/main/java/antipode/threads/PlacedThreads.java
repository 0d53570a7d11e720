package antipode.threads;

import antipode.api.Parameters;
import antipode.people.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The room that knows where threads stand within their things. It is asked once for a page, however many threads there are.
public interface PlacedThreads {

    /// By the id of a thread's first comment; nothing for those that stand nowhere in particular.
    Map<Long, Place> of(Actor reader, Issuable issuable, List<Discussion> discussions);

    /// The places of the threads that these comments belong to, by comment, for whoever reads them elsewhere.
    Map<Long, ToldPlaces.Told> told(Collection<Long> comments);

    /// Reads what a client sent as `position`, or refuses it; what it gives keeps the place of a first comment that was just
    /// written there.
    Consumer<Comment> at(Actor actor, Issuable issuable, Parameters position);
}
