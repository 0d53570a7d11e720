package antipode.threads;

import antipode.people.Actor;
import antipode.web.Part;
import java.util.List;
import java.util.Map;

/// What another room shows beneath the threads within a thing. It is asked once for a page, however many threads there are.
public interface UnderThread {

    /// By the id of a thread's first comment; nothing where it has nothing to show to this reader.
    Map<Long, Part> under(Actor reader, Issuable issuable, List<Discussion> discussions);
}
