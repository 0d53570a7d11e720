package antipode.handoffs;

import antipode.people.Person;
import org.jspecify.annotations.Nullable;

/// To whom something is offered: a person, or a team as one.
///
/// @param handle username, or the team's path
/// @param person nothing for a team
public record Receiver(long id, String handle, String name, @Nullable Person person) {

    static Receiver of(Person person) {
        return new Receiver(person.id(), person.username(), person.name(), person);
    }

    public boolean team() {
        return person == null;
    }

    /// "Kei", or the team's name.
    public String shortName() {
        return person == null ? name : person.firstName();
    }

    /// Their page.
    public String path() {
        return person == null ? "/" + handle : "/-/people/" + handle;
    }
}
