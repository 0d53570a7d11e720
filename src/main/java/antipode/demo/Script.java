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
/// `people.yaml`, `teams.yaml` and `projects.yaml` name who and what there is; each project names the file of its
/// issues, the file of its git history, and the folder of its pages. Who acts is always a username; when is
/// always an [At]. Issues and merge requests have no number in the files: the first is 1, as it'll be when replayed.
record Script(
        List<Person> people,
        List<Team> teams,
        List<Project> projects,
        Map<String, List<Issue>> issues,
        Map<String, History> histories) {

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
    /// to be told, if not by one letter a day.
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
            List<Tag> tags,
            Map<String, Level> protects) {}

    /// A state of the files that somebody gives a name; `protects` above says which branches take which level.
    record Tag(String name, String by, At at, String message) {}

    record Label(String name, String color, String description) {}

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

    /// Which option, and why.
    record Choice(String option, String because) {}

    /// One comment and what it does. Of the deeds at most one is there.
    ///
    /// - `id`, `replyTo`: a comment that is replied to has a name within its thread
    /// - `quote`: the words in a changed file that the comment stands beside
    /// - `ask`, `answers`: puts a question; answers the one of that name, in the same thread
    /// - `objects`: stops what silence would do by the last ask, the text being why
    /// - `passes`: whose turn it is after this, and because of what
    /// - `handsOnTo`, `accepts`, `takesOver`: offers it to somebody, each line with what it tells of; takes what was
    ///   offered; takes it from whoever is away
    /// - `rewrites`, `resolves`: changes the words of the comment of that name; says its thread is done with
    /// - `snoozes`: puts what they have of it out of sight until next week
    /// - `reacts`: with an emoji, to the comment of that name or to the thing itself
    /// - `mail`: comes by mail
    /// - `beside`: stands beside a line of what is proposed
    /// - `attaches`: a file of `demo/attachments/`, shown below the words
    /// - `closes` ("completed", "not planned"), `reopens`, `approves`
    /// - `decides`, `rejects` (because of what), `reviewOn`: what becomes of a decision
    record Step(
            String by,
            At at,
            String text,
            @Nullable String id,
            @Nullable String replyTo,
            @Nullable Quote quote,
            @Nullable Ask ask,
            @Nullable String answers,
            @Nullable Pass passes,
            @Nullable String handsOnTo,
            boolean accepts,
            boolean takesOver,
            @Nullable String closes,
            boolean reopens,
            @Nullable String movesTo,
            boolean approves,
            @Nullable Choice decides,
            @Nullable String rejects,
            @Nullable Day reviewOn,
            @Nullable String rewrites,
            @Nullable String resolves,
            @Nullable React reacts,
            @Nullable String attaches,
            boolean snoozes,
            boolean objects,
            @Nullable Mail mail,
            @Nullable Beside beside) {}

    /// A line of what a merge request changes: the first of the file that contains this text. With `suggests` other words
    /// for it.
    record Beside(String file, String text, @Nullable String suggests) {}

    /// A comment that comes by mail: from an address that is not its writer's it waits for their word.
    record Mail(@Nullable String from, @Nullable Forward forwards) {}

    /// Somebody else's mail below it; the day is told as their program wrote it.
    record Forward(String from, At at, String subject, String text) {}

    record React(String with, @Nullable String to) {}

    record Quote(String file, String text) {}

    /// What is asked of whom (usernames or team paths), until when by the asker's clock, and what silence means.
    /// An `effect` on something else than the thread it stands in names it as `target`.
    record Ask(
            String name,
            List<String> whom,
            String question,
            At due,
            @JsonProperty("default") String silence,
            Effect effect,
            @Nullable String target) {}

    enum Effect {
        @JsonProperty("comment") COMMENT,
        @JsonProperty("close") CLOSE,
        @JsonProperty("merge") MERGE,
        /// Of the option that the words name.
        @JsonProperty("decision") DECISION,
        /// The asker waits.
        @JsonProperty("none") NONE
    }

    record Pass(List<String> to, String because) {}

    /// A repository's commits and merge requests, each in order of time.
    record History(List<Commit> commits, List<MergeRequest> mergeRequests, List<Reading> reading) {}

    /// What somebody does while they read a page: asks about the line that holds some words, or finds the page right until a
    /// day. Without a path they publish the handbook.
    record Reading(
            String by, At at, @Nullable String path, @Nullable String quote, @Nullable String title, @Nullable String asks, @Nullable Day rightUntil) {}

    /// `from` is a folder of `FILES-history/` with the files as they were then; without it they are as they are now.
    record Commit(String by, At at, String message, @Nullable String branch, @Nullable String from, List<String> files) {}

    record MergeRequest(
            String title,
            String author,
            At at,
            String branch,
            String text,
            boolean draft,
            @Nullable At ready,
            String door,
            @Nullable String doorBecause,
            @Nullable String dri,
            List<String> reviewers,
            List<Step> thread,
            @Nullable Merged merged) {}

    /// By whom; `byDefault` if nobody objected until the ask's end, so that it merged by itself.
    record Merged(String by, At at, boolean byDefault) {}

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
                yaml("people.yaml", new TypeReference<>() {}),
                yaml("teams.yaml", new TypeReference<>() {}),
                projects,
                issues,
                histories);
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
    byte[] file(Project project, Commit commit, String path) {
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
