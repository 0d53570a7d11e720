package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may see a thing: only they can be named, asked or given it.
@Component
public class Readers {

    private final JdbcClient jdbc;
    private final Access access;

    Readers(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The members of these usernames, in lower case, who may see the thing; of one still to be opened, its project.
    public Map<String, Person> named(Issuable issuable, Collection<String> usernames) {
        Map<String, Person> people = new LinkedHashMap<>();
        boolean there = issuable.id() != 0;
        access.bind(
                        jdbc.sql("select member.id, member.username, member.name, member.zone, member.picture from member join project on project.id = :project"
                                + (there ? " join issuable on issuable.id = :issuable" : "")
                                + " where lower(member.username) = any (:usernames) and member.state = 'active' and "
                                + (there ? Access.MEMBER_SEES_ISSUABLE : Access.MEMBER_SEES_PROJECT)),
                        Actor.nobody())
                .param("project", issuable.projectId())
                .param("issuable", issuable.id())
                .param("usernames", usernames.toArray(String[]::new))
                .query((row, _) -> Threads.person(row, ""))
                .list()
                .forEach(person -> people.put(person.username().toLowerCase(Locale.ROOT), person));
        return people;
    }

    /// The people an order names, "@kei @mia" or "me", as they stand in it.
    ///
    /// @param example "/assign @kei"
    public List<Person> of(QuickAction.Order order, String example) {
        List<String> names = names(order.actor(), order.someArguments(example));
        Map<String, Person> seeing = named(order.issuable(), names);
        List<Person> people = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Person person = seeing.get(name);
            if (person == null) {
                unknown.add("@" + name);
            } else {
                people.add(person);
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem(
                    422,
                    String.join(", ", unknown) + (unknown.size() == 1 ? " is" : " are") + " nobody who may see this.");
        }
        return people;
    }

    private static List<String> names(Actor actor, String typed) {
        List<String> names = new ArrayList<>();
        for (String word : typed.split("[,\\s]+")) {
            String name = (word.startsWith("@") ? word.substring(1) : word.equals("me") ? actor.require().username() : word)
                    .toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /// "Kei, Mia and Ravi".
    public static String list(Collection<Person> people) {
        List<String> names = people.stream().map(Person::firstName).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
