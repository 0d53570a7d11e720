package antipode.demo;

import antipode.database.Origin;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Project;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The company of the story as far as it has been told: who acts is known by a username, a project by its path.
record Company(Script script, LocalDate tuesday, Map<String, Actor> cast, Map<String, Project> stages) {

    Company(Script script, LocalDate tuesday) {
        this(script, tuesday, new HashMap<>(), new HashMap<>());
    }

    Actor actor(String username) {
        return Objects.requireNonNull(cast.get(username), username);
    }

    /// Lets somebody do something, as if by a page: so the audit log has it.
    void by(String username, Runnable deed) {
        Origin.of(actor(username).id(), "page").run(deed);
    }

    Actor administrator() {
        return cast.values().stream().filter(Actor::administrator).findFirst().orElseThrow();
    }

    List<Person> people(List<String> usernames) {
        return usernames.stream().map(name -> Person.of(actor(name).require())).toList();
    }

    /// The members of a team and of those below it.
    List<String> teamMembers(String path) {
        return script.teams().stream()
                .filter(team -> team.path().equals(path) || team.path().startsWith(path + "/"))
                .flatMap(team -> team.members().keySet().stream())
                .distinct()
                .toList();
    }

    Project stage(String path) {
        return Objects.requireNonNull(stages.get(path), path);
    }

    /// By the wall clock of whoever acts.
    Instant when(String username, At at) {
        return at.on(tuesday, script.zoneOf(username));
    }

    /// With the times in it as whoever writes it means them.
    String words(Actor writer, String text) {
        return At.within(text, tuesday, writer.require().zone());
    }

    Stream<Script.Issue> issues(Script.Project project) {
        return Objects.requireNonNull(script.issues().get(project.path())).stream();
    }

    History history(Script.Project project) {
        return Objects.requireNonNull(script.histories().get(project.path()));
    }
}
