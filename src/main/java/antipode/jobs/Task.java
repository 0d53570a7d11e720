package antipode.jobs;

/// Something that is done when its time comes.
///
/// It runs in one transaction together with the removal of its row: what it writes happens exactly once, and not at
/// all if the row was moved or cancelled meanwhile. It may call [Schedules#at] for its own id to come again. An
/// exception undoes everything, and it is tried again later.
public interface Task<T> {

    String name();

    Class<T> payload();

    void run(String id, T payload);
}
