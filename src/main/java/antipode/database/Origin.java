package antipode.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is asking, from where and by which way, as the audit log has it of all that a transaction writes. It decides nothing:
/// whoever may do something is asked by an actor that is handed on.
///
/// @param actor   the id of a member; nothing where nobody is known
/// @param token   the id of the token they came with
/// @param address the network's, or nothing
/// @param way     `page`, `api`, `git`, `mail`, `import`, `job` or `command line`
public record Origin(@Nullable Long actor, @Nullable Long token, String address, String way) {

    private static final ScopedValue<Origin> BOUND = ScopedValue.newInstance();

    public static Origin of(@Nullable Long actor, String way) {
        return new Origin(actor, null, "", way);
    }

    /// What was said for the work at hand, if anything was.
    public static @Nullable Origin bound() {
        return BOUND.isBound() ? BOUND.get() : null;
    }

    /// Does something of which this is the origin.
    public void run(Runnable work) {
        ScopedValue.where(BOUND, this).run(work);
    }

    /// Does something of which this is the origin, and hands on what it gives.
    public <T> T get(Supplier<T> work) {
        return ScopedValue.where(BOUND, this).call(work::get);
    }

    /// Does something of which this is the origin and which may fail as it may.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(BOUND, this).call(work);
    }
}
