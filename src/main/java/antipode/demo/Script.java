package antipode.demo;

import com.fasterxml.jackson.annotation.JsonCreator;
import antipode.capacity.Capacity;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Everything that happens in the demo before somebody looks, as it stands in `resources/demo`.
///
/// `people.yaml`, `teams.yaml` and `projects.yaml` name who and what there is, `comings.yaml` who comes and goes at its end; each project names the file of its
/// issues, the file of its git history, and the folder of its pages. Who acts is always a username; when is
/// always an [At]. Issues and merge requests have no number in the files: the first is 1, as it'll be when replayed.
record Script(
        List<Person> people,
        List<Team> teams,
        List<Project> projects,
        Map<String, List<Issue>> issues,
        Map<String, History> histories,
        Comings comings) {

    /// Where the demo begins: on a Tuesday at 17:30 in Lisbon, when Tokyo sleeps and San Francisco has just begun.
    static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    private static final LocalTime NOW = LocalTime.of(17, 30);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(List.class, it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    /// The workspace's name for a person. Hours are weekly local windows; whoever states none has none. Holidays, journeys
    /// and a shifted day hold from the end of the story on, so that it can be told on any Tuesday. `notices` is how they wish
    /// to be told, if not by one letter a day. A calendar, named as they call it, stands in `calendars/USERNAME.ics`.
    record Person(
            String username,
            String name,
            String email,
            ZoneId zone,
            @Nullable String hours,
            @Nullable String holidays,
            List<Journey> journeys,
            @Nullable Shift shift,
            List<Away> away,
            @Nullable String pronouns,
            @Nullable String notices,
            @Nullable String calendar,
            String role,
            boolean administrator,
            boolean external,
            @Nullable Room room) {}

    /// What somebody says of themselves as the story ends.
    record Room(Capacity.State state, @Nullable String emoji, String message, @Nullable At until) {}

    /// Where somebody will be, so many days after that Tuesday.
    record Journey(int from, ZoneId zone, String hours) {}

    /// A day that somebody works at other times.
    record Shift(int day, String hours) {}

    /// Time off, by days after the demo's Tuesday; who stands in, by the path of a team or project, or `everything`. It was
    /// stated at `said`, or else as the story ends.
    record Away(int from, int to, String note, Map<String, String> standIns, @Nullable At said) {}

    /// A team's own members and their levels, by username. What is said of a team holds for the teams below its path.
    record Team(String path, String name, String description, Map<String, Level> members) {

        @Nullable String parent() {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? null : path.substring(0, slash);
        }
    }

    /// Who is invited, who visits and who goes as the story ends.
    record Comings(List<Invited> invitations, List<Visitor> guests, List<Leaver> leavers) {}

    /// @param people as somebody types them
    /// @param to     the path of a team or project; empty for the workspace
    record Invited(String by, String people, String to) {}

    /// Somebody from outside, in the issue of this title.
    record Visitor(String by, String project, String issue, String email, String name, Day until) {}

    /// @param successor who takes what they are responsible for
    record Leaver(String username, String successor) {}

    /// GitLab's access levels, lowest first.
    enum Level {
        @JsonProperty("guest") GUEST,
        @JsonProperty("reporter") REPORTER,
        @JsonProperty("developer") DEVELOPER,
        @JsonProperty("maintainer") MAINTAINER,
        @JsonProperty("owner") OWNER
    }

    /// A project; `files` is the folder of its repository as it is now, `teams` whom it's shared with at which level.
    record Project(
            String path,
            String name,
            String description,
            String visibility,
            String files,
            String issues,
            String history,
            Map<String, Level> teams,
            List<Label> labels,
            List<Milestone> milestones,
            List<Board> boards,
            List<Tag> tags,
            Map<String, Level> protects) {}

    /// A state of the files that somebody gives a name; `protects` above says which branches take which level.
    record Tag(String name, String by, At at, String message) {}

    record Label(String name, String color, String description) {}

    /// A board with a list for each of these labels, then for each of these people.
    record Board(String name, List<String> labels, List<String> people) {}

    record Milestone(String title, Day due, String description) {}

    /// Whom a text comes from, when, and all that follows it, in order of time.
    ///
    /// `guests` are people from outside invited to this issue alone. `blockedBy` and `relates` are numbers of earlier issues
    /// in the same project; a step's `movesTo` is the path of the project it takes the issue to.
    record Issue(
            String title,
            String author,
            At at,
            String text,
            List<String> labels,
            @Nullable String milestone,
            @Nullable Day due,
            @Nullable Integer weight,
            @Nullable String dri,
            List<String> assignees,
            boolean confidential,
            List<String> guests,
            List<String> bookmarkedBy,
            @Nullable Decision decision,
            List<Integer> blockedBy,
            List<Integer> relates,
            List<Step> thread) {}

    /// What makes an issue a decision. `supersedes` is the title of another one in the same project.
    record Decision(
            String door,
            @Nullable String doorBecause,
            List<Option> options,
            List<Question> questions,
            @Nullable String supersedes,
            @Nullable Day reviewOn) {}

    record Option(String title, @Nullable String pro, @Nullable String con) {}

    /// One without an answer becomes a thread.
    record Question(String question, @Nullable String answer) {}

    /// A date, counted from the demo's Tuesday: `+10d`.
    record Day(int days) {

        @JsonCreator
        static Day parse(String text) {
            return new Day(Integer.parseInt(text.replaceFirst("d$", "")));
        }

        LocalDate on(LocalDate tuesday) {
            return tuesday.plusDays(days);
        }
    }

    static Script read() {
        List<Project> projects = yaml("projects.yaml", new TypeReference<>() {});
        var issues = new LinkedHashMap<String, List<Issue>>();
        var histories = new LinkedHashMap<String, History>();
        for (var project : projects) {
            issues.put(project.path(), yaml(project.issues(), new TypeReference<>() {}));
            histories.put(project.path(), yaml(project.history(), new TypeReference<>() {}));
        }
        return new Script(
                readPeople(),
                yaml("teams.yaml", new TypeReference<>() {}),
                projects,
                issues,
                histories,
                yaml("comings.yaml", new TypeReference<>() {}));
    }

    static List<Person> readPeople() {
        return yaml("people.yaml", new TypeReference<>() {});
    }

    /// The Tuesday the demo begins on if it is started on that day: the latest one that has begun in Lisbon.
    static LocalDate tuesday(Instant realNow) {
        return realNow.atZone(LISBON).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY));
    }

    static Instant now(LocalDate tuesday) {
        return tuesday.atTime(NOW).atZone(LISBON).toInstant();
    }

    ZoneId zoneOf(String username) {
        return person(username).zone();
    }

    Person person(String username) {
        return people.stream()
                .filter(it -> it.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody in the demo is called " + username));
    }

    /// A file of a project as a commit left it.
    byte[] file(Project project, History.Commit commit, String path) {
        var from = commit.from();
        return bytes(from == null ? project.files() + "/" + path : project.files() + "-history/" + from + "/" + path);
    }

    private static <T> T yaml(String file, TypeReference<T> type) {
        return YAML.readValue(bytes(file), type);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Script.class.getResourceAsStream("/demo/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("The demo has no file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
