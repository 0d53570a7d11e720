package antipode.todos;

import antipode.threads.Text;
import antipode.people.Actor;
import antipode.people.Person;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who holds a turn: a person, or a team as one.
public record Holder(@Nullable Person person, Text.@Nullable Team team) {

    public Holder {
        if ((person == null) == (team == null)) {
            throw new IllegalArgumentException("A person or a team, and not both");
        }
    }

    public static Holder of(Person person) {
        return new Holder(person, null);
    }

    public static Holder of(Text.Team team) {
        return new Holder(null, team);
    }

    /// "Kei Nakamura", "Support"
    public String name() {
        return person != null ? person.name() : Objects.requireNonNull(team).name();
    }

    /// The key of their picture; a team has none.
    public @Nullable String picture() {
        return person == null ? null : person.picture();
    }

    /// As a colleague says it: "Kei", "Support".
    public String firstName() {
        return person != null ? person.firstName() : Objects.requireNonNull(team).name();
    }

    /// What one types after `@`.
    public String handle() {
        return person != null ? person.username() : Objects.requireNonNull(team).path();
    }

    /// Whether it is this person's own; a team's is nobody's own until somebody takes it.
    public boolean is(Actor actor) {
        return person != null && actor.is(person.id());
    }

    boolean is(Holder other) {
        return person != null
                ? other.person != null && other.person.id() == person.id()
                : other.team != null && other.team.id() == Objects.requireNonNull(team).id();
    }
}
