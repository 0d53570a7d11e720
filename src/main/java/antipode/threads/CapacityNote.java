package antipode.threads;

import antipode.capacity.Capacity;
import antipode.people.Person;
import org.jspecify.annotations.Nullable;

/// What is worth knowing of somebody before one asks them for something.
///
/// @param sentence  "Kei is at capacity until Thu 09:00: Launch week.", on the reader's clock
/// @param delegate  who stands in for them
/// @param later     when they will have had fair time after it, on the reader's clock, as a field takes it
/// @param laterSaid the same in words: "Thu 13:00"
public record CapacityNote(
        Person person,
        Capacity capacity,
        String sentence,
        @Nullable Person delegate,
        @Nullable String later,
        @Nullable String laterSaid) {

    /// What the button to take the delegate sends.
    public String instead() {
        return delegate == null ? "" : person.username() + ":" + delegate.username();
    }

    /// Where one can be reminded when it is over.
    public @Nullable String reminder(long thing) {
        return thing == 0 || capacity.until() == null ? null : "/-/reminders/new?thing=" + thing + "&after=" + person.username();
    }
}
