package antipode.asks;

import antipode.capacity.Capacity;
import antipode.people.Person;
import antipode.web.Page;
import antipode.web.Times;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whom one might ask, to complete what is typed.
///
/// @param capacities what they broadcast of themselves
record PeoplePart(List<Person> people, Map<Long, Capacity> capacities, Times times) implements Page {

    /// "Kei Nakamura, Tokyo · at capacity until Thu 09:00"
    String said(Person person) {
        String name = person.name() + ", " + person.place();
        Capacity capacity = capacities.get(person.id());
        if (capacity == null || !capacity.worthKnowing()) {
            return name;
        }
        String standing = capacity.standing(times.now(), times.zone());
        return name + " · " + standing.substring(0, 1).toLowerCase(Locale.ROOT) + standing.substring(1);
    }
}
