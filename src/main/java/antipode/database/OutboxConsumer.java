package antipode.database;

/// Does what rows of its name ask for.
///
/// It is called in a transaction that also deletes the row: what it writes to the database happens exactly once. What
/// it does outside may happen again after a crash and has to be repeatable under the row's id. An exception undoes
/// everything, and the row is tried again later.
public interface OutboxConsumer {

    String name();

    void accept(OutboxRow row);

    /// Whether it asks another server, which may take long: then it never takes the last worker from those who don't.
    default boolean slow() {
        return false;
    }
}
