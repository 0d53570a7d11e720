package antipode.demo;

import antipode.absences.StandIn;
import antipode.absences.TimeOff;
import antipode.boards.Board;
import antipode.boards.Boards;
import antipode.capacity.Capacities;
import antipode.delivery.Wishes;
import antipode.hours.Holidays;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.WorkingHours;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import antipode.repositories.ProtectedBranches;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Lets people, teams and projects be there before the story begins, and says at its end how everyone is.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Arrivals {

    private final Members members;
    private final WorkingHours hours;
    private final Wishes wishes;
    private final TimeOff timeOff;
    private final Capacities capacities;
    private final Teams teams;
    private final Projects projects;
    private final ProjectMembers projectMembers;
    private final ProtectedBranches guards;
    private final Labels labels;
    private final Milestones milestones;
    private final Boards boards;

    Arrivals(
            Members members,
            WorkingHours hours,
            Wishes wishes,
            TimeOff timeOff,
            Capacities capacities,
            Teams teams,
            Projects projects,
            ProjectMembers projectMembers,
            ProtectedBranches guards,
            Labels labels,
            Milestones milestones,
            Boards boards) {
        this.members = members;
        this.hours = hours;
        this.wishes = wishes;
        this.timeOff = timeOff;
        this.capacities = capacities;
        this.teams = teams;
        this.projects = projects;
        this.projectMembers = projectMembers;
        this.guards = guards;
        this.labels = labels;
        this.milestones = milestones;
        this.boards = boards;
    }

    void begin(Company company) {
        company.script().people().forEach(person -> arrives(company, person));
        Map<String, Namespace> founded = new HashMap<>();
        company.script().teams().forEach(team -> founded.put(team.path(), found(company, team, founded)));
        company.script().projects().forEach(project -> company.stages().put(project.path(), stage(company, project)));
    }

    private void arrives(Company company, Script.Person person) {
        Member member = members.create(new Members.Draft(
                person.username(), person.name(), person.email(), person.zone(), person.administrator(), person.external(), null));
        if (person.hours() != null) {
            hours.state(member.id(), LocalDate.EPOCH, person.zone(), WeeklyHours.parse(person.hours()));
        }
        if (person.notices() != null) {
            wishes.tell(member.id(), person.notices());
        }
        company.cast().put(person.username(), Actor.of(member));
    }

    private Namespace found(Company company, Script.Team team, Map<String, Namespace> founded) {
        String parent = team.parent();
        Namespace made = teams.create(
                company.administrator(), parent == null ? null : founded.get(parent),
                team.path().substring(team.path().lastIndexOf('/') + 1), team.name(), team.description());
        // Whoever makes a team owns it already.
        team.members().forEach((username, level) -> {
            Actor actor = company.actor(username);
            if (!actor.administrator()) {
                projectMembers.putInTeam(made.id(), Role.OWNER, actor.require(), role(level), null);
            }
        });
        return made;
    }

    private Project stage(Company company, Script.Project project) {
        int slash = project.path().lastIndexOf('/');
        Actor administrator = company.administrator();
        Namespace team = teams.find(administrator, project.path().substring(0, slash)).orElseThrow();
        Project stage = projects.create(administrator, new Projects.Draft(
                team, project.path().substring(slash + 1), project.name(), project.description(),
                Visibility.of(project.visibility()).orElseThrow(), "main", false));
        project.milestones().forEach(milestone -> milestones.create(stage, new Milestone.Words(
                milestone.title(), milestone.description(), null, milestone.due().on(company.tuesday()))));
        project.labels().forEach(label -> labels.create(stage.id(), label.name(), label.color(), label.description()));
        Map<String, Role> roles = new HashMap<>();
        project.teams().forEach((path, level) -> company.teamMembers(path)
                .forEach(username -> roles.merge(username, role(level), (a, b) -> a.atLeast(b) ? a : b)));
        // Who is drawn into a single thread of a project is a guest there.
        company.issues(project).forEach(issue -> {
            issue.guests().forEach(guest -> roles.putIfAbsent(guest, Role.GUEST));
            issue.thread().forEach(step -> roles.putIfAbsent(step.by(), Role.GUEST));
        });
        roles.remove(administrator.require().username());
        roles.forEach((username, role) -> projectMembers.add(stage, Role.OWNER, company.actor(username).require(), role, null));
        project.boards().forEach(told -> board(company, stage, told));
        project.protects().forEach((branch, level) -> guards.protect(administrator, stage, branch, role(level), role(level), false));
        return stage;
    }

    private void board(Company company, Project stage, Script.Board told) {
        Board board = boards.create(stage, told.name());
        told.labels().forEach(name -> boards.add(stage, board, Boards.Kind.LABEL, labels.find(stage.id(), name).orElseThrow().id()));
        told.people().forEach(name -> boards.add(stage, board, Boards.Kind.ASSIGNEE, company.actor(name).id()));
    }

    void rests(Company company, Script.Person person, Script.Away away) {
        timeOff.state(
                company.actor(person.username()), company.tuesday().plusDays(away.from()), company.tuesday().plusDays(away.to()), away.note(),
                away.standIns().entrySet().stream()
                        .map(one -> new StandIn(one.getKey().equals("everything") ? "" : one.getKey(), one.getValue()))
                        .toList());
    }

    /// What lies ahead of everyone as the story ends, and how they say they are.
    void end(Company company) {
        company.script().people().forEach(person -> company.by(person.username(), () -> ahead(company, person)));
        company.script().people().forEach(person -> company.by(person.username(), () -> says(company, person)));
    }

    private void ahead(Company company, Script.Person person) {
        long member = company.actor(person.username()).id();
        LocalDate tuesday = company.tuesday();
        Holidays holidays = person.holidays() == null ? Holidays.NONE : Holidays.find(person.holidays()).orElseThrow();
        if (!holidays.isNone() && person.hours() != null) {
            hours.state(member, new Schedule.Period(tuesday.plusDays(1), person.zone(), WeeklyHours.parse(person.hours()), holidays));
        }
        for (Script.Journey journey : person.journeys()) {
            hours.state(member, new Schedule.Period(
                    tuesday.plusDays(journey.from()), journey.zone(), WeeklyHours.parse(journey.hours()), holidays));
        }
        person.away().stream().filter(away -> away.said() == null).forEach(away -> rests(company, person, away));
        if (person.shift() != null) {
            hours.shift(member, tuesday.plusDays(person.shift().day()), WeeklyHours.day(person.shift().hours()));
        }
    }

    private void says(Company company, Script.Person person) {
        Script.Room room = person.room();
        if (room != null) {
            capacities.state(company.actor(person.username()).id(), new Capacities.Draft(
                    room.state(), room.emoji(), room.message(),
                    room.until() == null ? null : company.when(person.username(), room.until())));
        }
    }

    private static Role role(Script.Level level) {
        return Role.valueOf(level.name());
    }
}
