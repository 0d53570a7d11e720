package antipode.handbook;

import antipode.people.Person;
import org.jspecify.annotations.Nullable;

/// Who wrote something: the name the commit bears, and the member it belongs to, if one does.
public record Author(String written, @Nullable Person person) {

    public String name() {
        return person == null ? written : person.name();
    }

    public @Nullable String picture() {
        return person == null ? null : person.picture();
    }

    public String firstName() {
        return person == null ? written : person.firstName();
    }

    public @Nullable String path() {
        return person == null ? null : "/" + person.username();
    }
}
