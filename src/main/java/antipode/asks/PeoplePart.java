package antipode.asks;

import antipode.people.Person;
import antipode.web.Page;
import java.util.List;

/// Whom one might ask, to complete what is typed.
record PeoplePart(List<Person> people) implements Page {}
