package antipode.todos;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.time.Instant;

/// Asks whether a thing is to come back to one's list when somebody has room again.
record ReminderPage(Issuable issuable, Person person, Instant until) implements Page {}
