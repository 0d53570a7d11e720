package antipode.demo;

import antipode.absences.StandIn;
import antipode.absences.TimeOff;
import antipode.capacity.Capacities;
import antipode.database.Outbox;
import antipode.delivery.Wishes;
import antipode.handbook.PageQuestions;
import antipode.handbook.PageReviews;
import antipode.hours.Holidays;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.issues.Issues;
import antipode.jobs.DemoClock;
import antipode.mergerequests.DoorTurns;
import antipode.mergerequests.MergeRequestMerges;
import antipode.mergerequests.MergeRequests;
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
import antipode.repositories.Edits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Lets the company's story happen, deed by deed, before the demo opens its doors: the clock stands at each deed's own
/// time, and the deed is done by the verb that a page or the API would call.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Replay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final Members members;
    private final WorkingHours hours;
    private final Wishes wishes;
    private final Teams teams;
    private final Projects projects;
    private final ProjectMembers projectMembers;
    private final Labels labels;
    private final Milestones milestones;
    private final Edits edits;
    private final Issues issues;
    private final MergeRequests mergeRequests;
    private final DoorTurns doors;
    private final MergeRequestMerges merges;
    private final TimeOff timeOff;
    private final Scenes scenes;
    private final DemoClock clock;
    private final Outbox outbox;
    private final Capacities capacities;
    private final PageQuestions pageQuestions;
    private final PageReviews pageReviews;
    private volatile boolean running;

    Replay(
            Members members,
            WorkingHours hours,
            Wishes wishes,
            Teams teams,
            Projects projects,
            ProjectMembers projectMembers,
            Labels labels,
            Milestones milestones,
            Edits edits,
            Issues issues,
            MergeRequests mergeRequests,
            DoorTurns doors,
            MergeRequestMerges merges,
            TimeOff timeOff,
            Scenes scenes,
            DemoClock clock,
            Outbox outbox,
            Capacities capacities,
            PageQuestions pageQuestions,
            PageReviews pageReviews) {
        this.pageQuestions = pageQuestions;
        this.pageReviews = pageReviews;
        this.capacities = capacities;
        this.members = members;
        this.hours = hours;
        this.wishes = wishes;
        this.teams = teams;
        this.projects = projects;
        this.projectMembers = projectMembers;
        this.labels = labels;
        this.milestones = milestones;
        this.edits = edits;
        this.issues = issues;
        this.mergeRequests = mergeRequests;
        this.doors = doors;
        this.merges = merges;
        this.timeOff = timeOff;
        this.scenes = scenes;
        this.clock = clock;
        this.outbox = outbox;
    }

    /// Before the web server and before anything runs in the background.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        if (members.none()) {
            log.info("Letting the demo's story happen; this takes a moment");
            new Telling(Script.read(), Script.tuesday(Instant.now())).tell();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Something that happens at its time.
    private record Deed(Instant at, String what, Runnable deed) {}

    /// One telling of the story.
    private final class Telling {

        private final Script script;
        private final LocalDate tuesday;
        private final Map<String, Actor> cast = new HashMap<>();
        private final Map<String, Project> stages = new HashMap<>();
        private final Map<String, Branches> branches = new HashMap<>();
        private final List<Deed> deeds = new ArrayList<>();

        Telling(Script script, LocalDate tuesday) {
            this.script = script;
            this.tuesday = tuesday;
        }

        void tell() {
            for (Script.Project project : script.projects()) {
                plan(project);
            }
            for (Script.Person person : script.people()) {
                person.away().stream().filter(away -> away.said() != null).forEach(away ->
                        deed(person.username(), away.said(), "time off of " + person.name(), () -> rest(person, away)));
            }
            deeds.sort(Comparator.comparing(Deed::at));
            clock.begin(deeds.getFirst().at().minusSeconds(3600));
            everyoneArrives();
            script.projects().forEach(this::stage);
            for (Deed deed : deeds) {
                forward(deed.at());
                try {
                    deed.deed().run();
                } catch (RuntimeException refused) {
                    throw new IllegalStateException("The demo's story breaks at: " + deed.what(), refused);
                }
                outbox.drain();
            }
            forward(Script.now(tuesday));
            whatLiesAhead();
            everyoneSaysHowTheyAre();
            outbox.drain();
        }

        private void everyoneSaysHowTheyAre() {
            for (Script.Person person : script.people()) {
                Script.Room room = person.room();
                if (room != null) {
                    capacities.state(actor(person.username()).id(), new Capacities.Draft(
                            room.state(), room.emoji(), room.message(),
                            room.until() == null ? null : room.until().on(tuesday, person.zone())));
                }
            }
        }

        private void whatLiesAhead() {
            for (Script.Person person : script.people()) {
                long member = actor(person.username()).id();
                Holidays holidays = person.holidays() == null ? Holidays.NONE : Holidays.find(person.holidays()).orElseThrow();
                if (!holidays.isNone() && person.hours() != null) {
                    hours.state(member, new Schedule.Period(tuesday.plusDays(1), person.zone(), WeeklyHours.parse(person.hours()), holidays));
                }
                for (Script.Journey journey : person.journeys()) {
                    hours.state(member, new Schedule.Period(
                            tuesday.plusDays(journey.from()), journey.zone(), WeeklyHours.parse(journey.hours()), holidays));
                }
                person.away().stream().filter(away -> away.said() == null).forEach(away -> rest(person, away));
                if (person.shift() != null) {
                    hours.shift(member, tuesday.plusDays(person.shift().day()), WeeklyHours.day(person.shift().hours()));
                }
            }
        }

        private void rest(Script.Person person, Script.Away away) {
            timeOff.state(
                    actor(person.username()), tuesday.plusDays(away.from()), tuesday.plusDays(away.to()), away.note(),
                    away.standIns().entrySet().stream()
                            .map(one -> new StandIn(one.getKey().equals("everything") ? "" : one.getKey(), one.getValue()))
                            .toList());
        }

        private void forward(Instant at) {
            if (at.isAfter(clock.instant())) {
                clock.forwardTo(at);
            }
        }

        private void everyoneArrives() {
            for (Script.Person person : script.people()) {
                Member member = members.create(new Members.Draft(
                        person.username(), person.name(), person.email(), person.zone(), person.administrator(),
                        person.external(), null));
                if (person.hours() != null) {
                    hours.state(member.id(), LocalDate.EPOCH, person.zone(), WeeklyHours.parse(person.hours()));
                }
                if (person.notices() != null) {
                    wishes.tell(member.id(), person.notices());
                }
                cast.put(person.username(), Actor.of(member));
            }
            Map<String, Namespace> founded = new HashMap<>();
            for (Script.Team team : script.teams()) {
                String parent = team.parent();
                Namespace made = teams.create(
                        administrator(),
                        parent == null ? null : founded.get(parent),
                        team.path().substring(team.path().lastIndexOf('/') + 1),
                        team.name(),
                        team.description());
                founded.put(team.path(), made);
                // Whoever makes a team owns it already.
                team.members().forEach((username, level) -> {
                    if (!actor(username).administrator()) {
                        projectMembers.putInTeam(made.id(), Role.OWNER, actor(username).require(), role(level), null);
                    }
                });
            }
        }

        private void stage(Script.Project project) {
            int slash = project.path().lastIndexOf('/');
            Namespace team = teams.find(administrator(), project.path().substring(0, slash)).orElseThrow();
            Project stage = projects.create(administrator(), new Projects.Draft(
                    team, project.path().substring(slash + 1), project.name(), project.description(),
                    Visibility.of(project.visibility()).orElseThrow(), "main", false));
            project.milestones().forEach(milestone -> milestones.create(stage, new Milestone.Words(
                    milestone.title(), milestone.description(), null, milestone.due().on(tuesday))));
            project.labels().forEach(label ->
                    labels.create(stage.id(), label.name(), label.color(), label.description()));
            Map<String, Role> roles = new HashMap<>();
            project.teams().forEach((path, level) -> teamMembers(path)
                    .forEach(username -> roles.merge(username, role(level), (a, b) -> a.atLeast(b) ? a : b)));
            // Who is drawn into a single thread of a project is a guest there.
            issuesOf(project).forEach(issue -> {
                issue.guests().forEach(guest -> roles.putIfAbsent(guest, Role.GUEST));
                issue.thread().forEach(step -> roles.putIfAbsent(step.by(), Role.GUEST));
            });
            roles.remove(administrator().require().username());
            roles.forEach((username, role) ->
                    projectMembers.add(stage, Role.OWNER, actor(username).require(), role, null));
            project.protects().forEach((branch, level) -> scenes.protect(administrator(), stage, branch, role(level)));
            stages.put(project.path(), stage);
        }

        private void plan(Script.Project project) {
            Script.History history = Objects.requireNonNull(script.histories().get(project.path()));
            branches.put(project.path(), new Branches());
            for (Script.Commit commit : history.commits()) {
                deed(commit.by(), commit.at(), "commit “" + commit.message() + "”", () -> commit(project, commit));
            }
            project.tags().forEach(tag -> deed(tag.by(), tag.at(), "tag " + tag.name(), () ->
                    scenes.tag(actor(tag.by()), stage(project.path()), tag.name(), tag.message())));
            history.mergeRequests().forEach(request -> plan(project, request));
            history.reading().forEach(reading -> deed(reading.by(), reading.at(), "reading " + reading.path(), () -> read(project, reading)));
            issuesOf(project).forEach(issue -> plan(project, issue));
        }

        private void plan(Script.Project project, Script.Issue told) {
            Scenes.Place place = new Scenes.Place();
            deed(told.author(), told.at(), "issue “" + told.title() + "”", () -> {
                List<String> assignees = new ArrayList<>(told.assignees());
                if (told.dri() != null) {
                    assignees.remove(told.dri());
                    if (!told.dri().equals(told.author()) || !assignees.isEmpty()) {
                        assignees.addFirst(told.dri());
                    }
                }
                Issues.Opening opening = new Issues.Opening(
                        "issue", told.title(), At.within(told.text(), tuesday, actor(told.author()).require().zone()), told.confidential(),
                        told.due() == null ? null : told.due().on(tuesday), assignees, told.labels(),
                        told.milestone() == null
                                ? null
                                : milestones.titled(stage(project.path()).id(), told.milestone()).orElseThrow(),
                        told.weight());
                place.issue = told.decision() == null
                        ? issues.open(actor(told.author()), stage(project.path()), opening, false)
                        : issues.get(scenes.propose(actor(told.author()), stage(project.path()), opening, told.decision(), tuesday).id());
                place.thing = place.issue.header();
                told.bookmarkedBy().forEach(reader -> scenes.bookmark(actor(reader), place));
                told.blockedBy().forEach(number -> scenes.link(actor(told.author()), stage(project.path()), place, number, true));
                told.relates().forEach(number -> scenes.link(actor(told.author()), stage(project.path()), place, number, false));
            });
            told.thread().forEach(step -> plan(step, told.title(), place));
        }

        private void plan(Script.Project project, Script.MergeRequest told) {
            Scenes.Place place = new Scenes.Place();
            Actor[] author = new Actor[1];
            deed(told.author(), told.at(), "merge request “" + told.title() + "”", () -> {
                author[0] = actor(told.author());
                place.request = mergeRequests.propose(author[0], stage(project.path()), scenes.proposal(
                        told, told.reviewers().stream().map(this::actor).toList()));
                place.thing = place.request.header();
                if (told.door().equals("one-way")) {
                    doors.turnOneWay(author[0], place.request, Objects.requireNonNull(told.doorBecause()));
                }
            });
            if (told.ready() != null) {
                deed(told.author(), told.ready(), "“" + told.title() + "” is ready", () ->
                        mergeRequests.ready(author[0], place.request()));
            }
            told.thread().forEach(step -> plan(step, told.title(), place));
            Script.Merged merged = told.merged();
            if (merged != null) {
                deed(merged.by(), merged.at(), "“" + told.title() + "” is merged", () -> {
                    Objects.requireNonNull(branches.get(project.path())).merged(told.branch());
                    // What merges because nobody objects does so by itself, while the clock moves on; where the question was put in
                    // an issue, whoever asked does it.
                    if (mergeRequests.get(place.request().id()).open()) {
                        merges.merge(actor(merged.by()), mergeRequests.get(place.request().id()), MergeRequestMerges.How.usual());
                    }
                });
            }
        }

        private void plan(Script.Step step, String title, Scenes.Place place) {
            deed(step.by(), step.at(), step.by() + " in “" + title + "”", () -> scenes.say(
                    actor(step.by()), place, step, this::people, at -> at.on(tuesday, script.zoneOf(step.by())), tuesday));
        }

        private void read(Script.Project project, Script.Reading reading) {
            Project stage = stage(project.path());
            // A page is known once its push has been followed.
            outbox.drain();
            if (reading.path() == null) {
                projects.publishHandbook(actor(reading.by()), stage, true);
            } else if (reading.asks() != null) {
                pageQuestions.ask(
                        actor(reading.by()), stage, reading.path(), Objects.requireNonNull(reading.quote()),
                        Objects.requireNonNullElse(reading.title(), ""), reading.asks());
            } else {
                pageReviews.verify(
                        actor(reading.by()), stage, reading.path(), "",
                        reading.rightUntil() == null ? null : reading.rightUntil().on(tuesday));
            }
        }

        private void commit(Script.Project project, Script.Commit commit) {
            Branches written = Objects.requireNonNull(branches.get(project.path()));
            String branch = commit.branch() == null ? "main" : commit.branch();
            boolean fresh = written.begin(branch);
            List<Edits.Action> actions = commit.files().stream()
                    .map(path -> new Edits.Action(
                            written.write(branch, path) ? Edits.Kind.CREATE : Edits.Kind.UPDATE,
                            path, null, script.file(project, commit, path), null))
                    .toList();
            edits.commit(
                    actor(commit.by()), stage(project.path()), branch,
                    fresh && !branch.equals("main") ? "main" : null, commit.message(), actions, null);
        }

        private void deed(String by, At at, String what, Runnable deed) {
            deeds.add(new Deed(at.on(tuesday, script.zoneOf(by)), what, deed));
        }

        /// Usernames and team paths as the people they stand for.
        private List<Actor> people(List<String> names) {
            return names.stream()
                    .flatMap(name -> name.contains("/") || !cast.containsKey(name)
                            ? teamMembers(name).stream()
                            : Stream.of(name))
                    .distinct()
                    .map(this::actor)
                    .toList();
        }

        private List<String> teamMembers(String path) {
            return script.teams().stream()
                    .filter(team -> team.path().equals(path) || team.path().startsWith(path + "/"))
                    .flatMap(team -> team.members().keySet().stream())
                    .distinct()
                    .toList();
        }

        private List<Script.Issue> issuesOf(Script.Project project) {
            return Objects.requireNonNull(script.issues().get(project.path()));
        }

        private Actor actor(String username) {
            return Objects.requireNonNull(cast.get(username), username);
        }

        private Actor administrator() {
            return cast.values().stream().filter(Actor::administrator).findFirst().orElseThrow();
        }

        private Project stage(String path) {
            return Objects.requireNonNull(stages.get(path));
        }

        private static Role role(Script.Level level) {
            return Role.valueOf(level.name());
        }
    }

    /// Which paths each branch of a repository holds: what isn't there yet is created.
    private static final class Branches {

        private final Map<String, List<String>> paths = new HashMap<>();

        /// Whether the branch begins now, as a copy of main.
        boolean begin(String branch) {
            return paths.putIfAbsent(branch, new ArrayList<>(paths.getOrDefault("main", List.of()))) == null;
        }

        /// Whether the path is new on the branch.
        boolean write(String branch, String path) {
            List<String> there = Objects.requireNonNull(paths.get(branch));
            return !there.contains(path) && there.add(path);
        }

        void merged(@Nullable String branch) {
            paths.getOrDefault(branch, List.of()).forEach(path -> write("main", path));
        }
    }
}
