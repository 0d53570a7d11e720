package antipode.mergerequests;

import antipode.people.Person;
import java.util.List;

/// What CODEOWNERS asks for some of the files that a merge request changes.
///
/// @param section  as it is called there
/// @param pattern  the line that says it
/// @param line     its number in the file, counted from 1
/// @param needed   how many of them must approve; 0 where their section is optional, or nobody else could
/// @param owners   as written: names, teams, roles, addresses
/// @param people   whom they mean, without the author
/// @param files    what it is about
/// @param approved who of them has approved the version that stands
public record OwnerRule(
        String section,
        String pattern,
        int line,
        boolean optional,
        int needed,
        List<String> owners,
        List<Person> people,
        List<String> files,
        List<Person> approved) {

    public boolean met() {
        return approved.size() >= needed;
    }

    /// Whose word is still missing; empty once enough have given it.
    public List<Person> missing() {
        return met() ? List.of() : people.stream().filter(person -> approved.stream().noneMatch(one -> one.id() == person.id())).toList();
    }

    /// Stable as long as its line says the same; positive.
    long id() {
        return (section + "\n" + pattern).hashCode() & 0x7fffffffL;
    }

    /// "customers/timetables.md", "customers/timetables.md and 2 more files".
    String about() {
        return files.size() == 1 ? files.getFirst()
                : files.getFirst() + " and " + (files.size() - 1) + (files.size() == 2 ? " more file" : " more files");
    }

    /// "Sol, Ines or Kei"; the first few of many.
    static String anyOf(List<Person> people) {
        List<String> names = people.stream().map(Person::firstName).toList();
        if (names.size() > 4) {
            return String.join(", ", names.subList(0, 3)) + " or one of " + (names.size() - 3) + " more";
        }
        return names.size() < 2 ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    /// Why it waits.
    String sentence() {
        int left = needed - approved.size();
        return "CODEOWNERS asks for " + (left == 1 ? "an approval" : left + " approvals") + " by " + anyOf(missing()) + " for " + about() + ".";
    }
}
