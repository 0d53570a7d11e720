package antipode.git;

import java.util.List;

/// Writes what a push means, in the transaction that moves its refs.
public interface PushListener {

    /// Called in the transaction before any ref is locked: the place to lock rows that [#pushed] will write,
    /// because everywhere else they are locked before refs. Some of the changes may still fail.
    default void prepare(long repository, List<RefChange> changes, PushOrigin origin) {}

    /// The refs have moved. What is thrown here undoes the push.
    void pushed(long repository, List<RefChange> changes, PushOrigin origin);

    /// The first push has made another branch the repository's head; within the transaction.
    default void headMoved(long repository, String branch) {}

    /// Lines git shows its user behind `remote:`; asked once all is committed.
    default List<String> messages(long repository, List<RefChange> changes, PushOrigin origin) {
        return List.of();
    }
}
