package antipode.testing;

import antipode.hours.WeeklyHours;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestComponent;

/// The people of the tests. When a test starts it is a Wednesday, 12:00 in Lisbon, where Ana is at her desk since nine;
/// Kei in Tokyo has gone home at 18:00, three hours ago; Mia in San Francisco sleeps until 09:00, five hours ahead; Ravi
/// in Bengaluru works until 18:00, half an hour more. Gwen is a guest from outside.
@TestComponent
public class Cast {

    /// Everyone's password.
    public static final String PASSWORD = "correct horse battery staple";

    private final Members members;
    private final WorkingHours hours;
    private final Namespaces namespaces;
    private final Projects projects;

    Cast(Members members, WorkingHours hours, Namespaces namespaces, Projects projects) {
        this.members = members;
        this.hours = hours;
        this.namespaces = namespaces;
        this.projects = projects;
    }

    /// The company as one test class knows it.
    ///
    /// @param handbook internal, in the team `halyard`, owned by Ana
    public record Company(
            Actor ana, Actor kei, Actor mia, Actor ravi, Actor gwen, Namespace team, Project handbook) {}

    /// Everyone arrives. Ana administers; everyone else only has what a test gives them.
    public Company arrive() {
        Actor ana = member("ana", "Ana Ferreira", "Europe/Lisbon", "Mon-Fri 09:00-13:00 16:00-20:00", true, false);
        Actor kei = member("kei", "Kei Nakamura", "Asia/Tokyo", "Mon-Fri 08:30-12:00 13:00-18:00", false, false);
        Actor mia = member("mia", "Mia Chen", "America/Los_Angeles", "Mon-Fri 09:00-17:00", false, false);
        Actor ravi = member("ravi", "Ravi Krishnan", "Asia/Kolkata", "Mon-Fri 10:00-14:00 15:00-18:00", false, false);
        Actor gwen = member("gwen", "Gwen Pryce", "Europe/London", "", false, true);
        Namespace team = namespaces.createTeam(null, "halyard", "Halyard", "");
        return new Company(ana, kei, mia, ravi, gwen, team, project(ana, team, "handbook", Visibility.INTERNAL));
    }

    public Project project(Actor owner, Namespace team, String path, Visibility visibility) {
        return projects.create(owner, new Projects.Draft(team, path, path, "", visibility, "main", false));
    }

    public static Person person(Actor actor) {
        return Person.of(actor.require());
    }

    /// Somebody else, without stated hours.
    public Actor member(String username, String name, String zone) {
        return member(username, name, zone, "", false, false);
    }

    private Actor member(String username, String name, String zone, String stated, boolean administrator, boolean external) {
        Member member = members.create(new Members.Draft(
                username, name, username + "@halyard.example", ZoneId.of(zone), administrator, external, PASSWORD));
        if (!stated.isEmpty()) {
            hours.state(member.id(), LocalDate.EPOCH, member.zone(), WeeklyHours.parse(stated));
        }
        return Actor.of(member);
    }
}
