package antipode.delivery.letters;

import antipode.people.Member;
import antipode.threads.Issuable;

/// Whoever comes to a thread without an account: the letters they get lead only where they can go. Known to a room above.
public interface OwnDoor {

    /// Whether the reader comes to this thread by the keys of its letters.
    boolean opens(Member reader, Issuable issuable);

    /// Where such a key leads, without the key.
    String path();
}
