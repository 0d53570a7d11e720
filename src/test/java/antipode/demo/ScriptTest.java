package antipode.demo;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.demo.History.MergeRequest;
import antipode.demo.Script.Issue;
import antipode.demo.Script.Project;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The story of the demo holds together: whoever acts exists and is at work, whatever is pointed at is there.
class ScriptTest {

    /// One for each way in which the clocks of the two hemispheres can stand to each other.
    private static final List<LocalDate> TUESDAYS = List.of(
            LocalDate.of(2026, 11, 17),
            LocalDate.of(2026, 11, 24),
            LocalDate.of(2027, 1, 12),
            LocalDate.of(2027, 3, 16),
            LocalDate.of(2027, 3, 30),
            LocalDate.of(2027, 7, 13),
            LocalDate.of(2027, 10, 26));

    private final Script script = Script.read();

    @Test
    void about_forty_people_live_in_more_than_twelve_zones() {
        assertThat(script.people()).hasSizeBetween(38, 44);
        assertThat(script.people().stream().map(Script.Person::zone).distinct()).hasSizeGreaterThan(12);
    }

    @Test
    void everyone_has_a_name_of_their_own_and_hours_that_can_be_read() {
        assertThat(script.people()).map(Script.Person::username).doesNotHaveDuplicates().allMatch(it -> it.matches("[a-z]+"));
        assertThat(script.people()).map(Script.Person::email).doesNotHaveDuplicates();
        assertThat(script.people()).filteredOn(it -> !it.external()).allMatch(it -> it.email().endsWith("@halyard.example"));
        assertThat(script.people()).filteredOn(it -> it.hours() != null).allSatisfy(it -> WeeklyHours.parse(it.hours()));
        assertThat(script.people()).filteredOn(it -> it.hours() == null).hasSizeBetween(2, 6);
        assertThat(script.people()).filteredOn(Script.Person::administrator).hasSize(1);
        assertThat(script.people()).filteredOn(Script.Person::external).hasSize(1);
    }

    @Test
    void whoever_keeps_a_calendar_has_one_that_can_be_read() {
        assertThat(script.people()).filteredOn(it -> it.calendar() != null).isNotEmpty().allSatisfy(it ->
                assertThat(Path.of("src/main/resources/demo/calendars", it.username() + ".ics"))
                        .content(StandardCharsets.UTF_8).startsWith("BEGIN:VCALENDAR").contains("RRULE:FREQ=WEEKLY"));
    }

    @Test
    void now_kei_sleeps_until_23_30_in_lisbon_and_mia_has_just_begun() {
        var now = Script.now(LocalDate.of(2026, 11, 17));
        assertThat(schedule("kei").nextWorking(now)).contains(Instant.parse("2026-11-17T23:30:00Z"));
        assertThat(schedule("mia").isWorking(now)).isTrue();
        assertThat(schedule("ana").isWorking(now)).isTrue();
    }

    @Test
    void teams_are_nested_and_made_of_people() {
        var paths = script.teams().stream().map(Script.Team::path).toList();
        assertThat(paths).doesNotHaveDuplicates();
        for (var team : script.teams()) {
            if (team.parent() != null) {
                assertThat(paths).contains(team.parent());
            }
            team.members().keySet().forEach(script::person);
        }
        var inATeam = script.teams().stream().flatMap(it -> it.members().keySet().stream()).toList();
        assertThat(script.people()).filteredOn(it -> !it.external()).map(Script.Person::username).allMatch(inATeam::contains);
        assertThat(script.projects()).map(Script.Project::path).noneMatch(paths::contains);
        assertThat(script.projects()).allSatisfy(it -> assertThat(paths).containsAll(it.teams().keySet()));
    }

    @Test
    void issues_use_the_labels_and_milestones_of_their_project_and_people_who_exist() {
        for (var project : script.projects()) {
            var labels = project.labels().stream().map(Script.Label::name).toList();
            var milestones = project.milestones().stream().map(Script.Milestone::title).toList();
            for (var issue : issues(project)) {
                assertThat(labels).as(issue.title()).containsAll(issue.labels());
                assertThat(scopes(issue.labels())).as(issue.title()).doesNotHaveDuplicates();
                if (issue.milestone() != null) {
                    assertThat(milestones).contains(issue.milestone());
                }
                people(issue.author(), issue.dri(), issue.assignees(), issue.guests(), issue.bookmarkedBy());
                assertThat(issue.dri()).as("whoever is responsible for %s", issue.title()).isNotNull();
            }
        }
    }

    @Test
    void steps_point_at_people_questions_and_comments_that_are_there() {
        var teams = script.teams().stream().map(Script.Team::path).toList();
        for (var thread : threads()) {
            var asks = new HashSet<String>();
            var ids = new HashSet<String>();
            for (var step : thread.steps()) {
                var ask = step.ask();
                if (ask != null) {
                    assertThat(asks.add(ask.name())).isTrue();
                    ask.whom().stream().filter(it -> !teams.contains(it)).forEach(script::person);
                    assertThat(ask.whom()).doesNotContain(step.by());
                }
                if (step.answers() != null) {
                    assertThat(asks).as(thread.title()).contains(step.answers());
                }
                if (step.id() != null) {
                    ids.add(step.id());
                }
                if (step.replyTo() != null) {
                    assertThat(ids).contains(step.replyTo());
                }
                if (step.passes() != null) {
                    step.passes().to().forEach(script::person);
                }
                if (step.handsOnTo() != null && !teams.contains(step.handsOnTo())) {
                    script.person(step.handsOnTo());
                }
            }
        }
    }

    @Test
    void things_happen_in_order_and_before_now_in_every_season() {
        var wrong = new TreeSet<String>();
        for (var tuesday : TUESDAYS) {
            for (var thread : threads()) {
                var before = thread.start().on(tuesday, script.zoneOf(thread.author()));
                for (var step : thread.steps()) {
                    var at = step.at().on(tuesday, script.zoneOf(step.by()));
                    if (at.isBefore(before)) {
                        wrong.add("%s: %s at %s comes too early (%s)".formatted(thread.title(), step.by(), step.at(), tuesday));
                    }
                    before = at;
                }
                if (before.isAfter(Script.now(tuesday))) {
                    wrong.add("%s is after now (%s)".formatted(thread.title(), tuesday));
                }
            }
            for (var project : script.projects()) {
                inOrder(tuesday, wrong, issues(project).stream().map(it -> new Moment(it.author(), it.at(), it.title())).toList());
                var history = history(project);
                inOrder(tuesday, wrong, history.commits().stream().map(it -> new Moment(it.by(), it.at(), it.message())).toList());
                inOrder(tuesday, wrong, history.mergeRequests().stream().map(it -> new Moment(it.author(), it.at(), it.title())).toList());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobody_writes_outside_their_own_hours() {
        var wrong = new TreeSet<String>();
        for (var tuesday : TUESDAYS) {
            moments().filter(it -> !atWork(it, tuesday)).forEach(it -> wrong.add("%s at %s (%s): %s"
                    .formatted(it.who(), it.at(), tuesday.plusDays(it.at().days()).getDayOfWeek(), it.what())));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void references_in_texts_lead_to_issues_merge_requests_and_people() {
        var wrong = new TreeSet<String>();
        for (var project : script.projects()) {
            for (var text : texts(project)) {
                references(wrong, project, text);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_page_begins_with_a_heading_and_its_links_lead_somewhere() {
        var wrong = new TreeSet<String>();
        for (var project : script.projects()) {
            var files = new HashMap<String, String>();
            for (var commit : history(project).commits()) {
                for (var path : commit.files()) {
                    files.put(path, new String(script.file(project, commit, path), StandardCharsets.UTF_8));
                }
            }
            for (var commit : history(project).commits()) {
                for (var path : commit.files()) {
                    var text = new String(script.file(project, commit, path), StandardCharsets.UTF_8);
                    if (path.endsWith(".md") && !path.startsWith(".gitlab")) {
                        page(wrong, files, path, text);
                    }
                }
            }
        }
        // One does not, so that the report of broken links has something to tell.
        assertThat(wrong).containsExactly("engineering/incidents.md links to drills/autumn.md");
    }

    @Test
    void what_is_merged_ends_as_the_pages_are_now() {
        for (var project : script.projects()) {
            var history = history(project);
            var last = new HashMap<String, String>();
            var commits = new ArrayList<Moment>();
            var byMoment = new HashMap<Moment, History.Commit>();
            for (var commit : history.commits()) {
                var branch = commit.branch();
                var merged = branch == null ? null : mergeRequest(history, branch).merged();
                if (branch != null && (merged == null || reverted(history, branch))) {
                    continue;
                }
                // a branch's commits count from its merge on, in their own order
                var moment = merged == null
                        ? new Moment(commit.by(), commit.at(), commit.message())
                        : new Moment(merged.by(), merged.at(), commit.message());
                commits.add(moment);
                byMoment.put(moment, commit);
            }
            var tuesday = TUESDAYS.getFirst();
            commits.stream().sorted((a, b) -> instant(a, tuesday).compareTo(instant(b, tuesday))).forEach(moment -> {
                var commit = byMoment.get(moment);
                commit.moves().forEach((from, to) -> last.put(to, String.valueOf(last.remove(from))));
                commit.files().forEach(path -> last.put(path, String.valueOf(commit.from())));
            });
            assertThat(last.values()).as(project.path()).containsOnly("null");
        }
    }

    @Test
    void remarks_beside_a_line_quote_words_that_stand_on_the_branch() {
        for (var project : script.projects()) {
            for (var request : history(project).mergeRequests()) {
                for (var step : request.thread()) {
                    var quote = step.quote();
                    if (quote != null) {
                        var commit = history(project).commits().stream()
                                .filter(it -> it.branch() != null && it.branch().equals(request.branch()) && it.files().contains(quote.file()))
                                .reduce((_, last) -> last)
                                .orElseThrow();
                        assertThat(new String(script.file(project, commit, quote.file()), StandardCharsets.UTF_8))
                                .contains(quote.text());
                    }
                }
            }
        }
    }

    @Test
    void each_of_the_cast_has_something_to_answer_and_something_to_wait_for() {
        var holds = new HashMap<String, Integer>();
        var waits = new HashMap<String, Integer>();
        for (var thread : threads()) {
            for (var step : thread.steps()) {
                if (step.passes() != null) {
                    step.passes().to().forEach(it -> holds.merge(it, 1, Integer::sum));
                    waits.merge(step.by(), 1, Integer::sum);
                }
            }
        }
        assertThat(holds).containsKeys("ana", "kei", "mia", "ravi", "sol", "ines", "tom", "sigrun", "jonas");
        assertThat(waits).containsKeys("ana", "kei", "mia", "ravi", "ines");
    }

    private void page(Set<String> wrong, Map<String, String> files, String path, String text) {
        if (!text.replaceFirst("(?s)^---\n.*?\n---\n", "").startsWith("# ")) {
            wrong.add(path + " does not begin with a heading");
        }
        var links = Pattern.compile("(?s)```.*?```").matcher(text).replaceAll("");
        var link = Pattern.compile("\\]\\(([^)\\s]+)\\)").matcher(links);
        while (link.find()) {
            var target = link.group(1);
            if (target.contains("://") || target.startsWith("/")) {
                continue;
            }
            var hash = target.indexOf('#');
            var file = hash < 0 ? target : target.substring(0, hash);
            var parent = Path.of(path).getParent();
            var resolved = file.isEmpty() ? path : (parent == null ? Path.of(file) : parent.resolve(file)).normalize().toString();
            if (!files.containsKey(resolved)) {
                wrong.add(path + " links to " + target);
            } else if (hash >= 0 && !anchors(files.get(resolved)).contains(target.substring(hash + 1))) {
                wrong.add(path + " links to the missing heading " + target);
            }
        }
        var note = Pattern.compile("\\[\\^(\\w+)\\](?!:)").matcher(text);
        while (note.find()) {
            if (!text.contains("[^" + note.group(1) + "]:")) {
                wrong.add(path + " lacks the footnote " + note.group(1));
            }
        }
    }

    private static Set<String> anchors(String page) {
        var anchors = new HashSet<String>();
        page.lines().filter(it -> it.startsWith("#")).forEach(it -> anchors.add(it.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')));
        return anchors;
    }

    private void references(Set<String> wrong, Project home, String text) {
        var reference = Pattern.compile("(?<![\\w&/])(halyard/[\\w-]+)?([#!])(\\d+)\\b").matcher(text);
        while (reference.find()) {
            var path = reference.group(1) == null ? home.path() : reference.group(1);
            var count = reference.group(2).equals("#")
                    ? script.issues().getOrDefault(path, List.of()).size()
                    : script.histories().get(path).mergeRequests().size();
            if (Integer.parseInt(reference.group(3)) > count) {
                wrong.add(home.path() + " mentions " + reference.group());
            }
        }
        var mention = Pattern.compile("(?<![\\w.])@([a-z]+(?:/[a-z]+)*)").matcher(text);
        while (mention.find()) {
            if (script.teams().stream().noneMatch(team -> team.path().equals(mention.group(1)))) {
                script.person(mention.group(1));
            }
        }
        var blob = Pattern.compile("\\(/(halyard/[\\w-]+)/-/blob/main/([^)#]+)\\)").matcher(text);
        while (blob.find()) {
            var files = script.histories().get(blob.group(1)).commits().stream().flatMap(it -> it.files().stream()).toList();
            if (!files.contains(blob.group(2))) {
                wrong.add(home.path() + " links to " + blob.group());
            }
        }
    }

    private boolean atWork(Moment moment, LocalDate tuesday) {
        var hours = script.person(moment.who()).hours();
        return hours == null || schedule(moment.who()).isWorking(instant(moment, tuesday));
    }

    private Schedule schedule(String username) {
        var person = script.person(username);
        return Schedule.of(person.zone(), WeeklyHours.parse(person.hours()));
    }

    private void inOrder(LocalDate tuesday, Set<String> wrong, List<Moment> moments) {
        for (int i = 1; i < moments.size(); i++) {
            if (instant(moments.get(i), tuesday).isBefore(instant(moments.get(i - 1), tuesday))) {
                wrong.add("%s comes before %s (%s)".formatted(moments.get(i).what(), moments.get(i - 1).what(), tuesday));
            }
        }
    }

    private Instant instant(Moment moment, LocalDate tuesday) {
        return moment.at().on(tuesday, script.zoneOf(moment.who()));
    }

    private void people(String author, String dri, List<String>... others) {
        script.person(author);
        if (dri != null) {
            script.person(dri);
        }
        Stream.of(others).flatMap(Collection::stream).forEach(script::person);
    }

    private static List<String> scopes(List<String> labels) {
        return labels.stream().filter(it -> it.contains("::")).map(it -> it.substring(0, it.lastIndexOf("::"))).toList();
    }

    private static MergeRequest mergeRequest(History history, String branch) {
        return history.mergeRequests().stream().filter(it -> branch.equals(it.branch())).findFirst().orElseThrow();
    }

    private static boolean reverted(History history, String branch) {
        return history.mergeRequests().stream().anyMatch(it -> branch.equals(it.reverts()));
    }

    private List<Issue> issues(Project project) {
        return script.issues().get(project.path());
    }

    private History history(Project project) {
        return script.histories().get(project.path());
    }

    private List<String> texts(Project project) {
        var texts = new ArrayList<String>();
        issues(project).forEach(it -> {
            texts.add(it.text());
            it.thread().forEach(step -> texts.add(step.text()));
        });
        history(project).mergeRequests().forEach(it -> {
            texts.add(it.text());
            it.thread().forEach(step -> texts.add(step.text()));
        });
        return texts;
    }

    private List<Thread> threads() {
        var threads = new ArrayList<Thread>();
        for (var project : script.projects()) {
            issues(project).forEach(it -> threads.add(new Thread(it.title(), it.author(), it.at(), it.thread())));
            history(project).mergeRequests().forEach(it -> threads.add(new Thread(it.title(), it.author(), it.at(), it.thread())));
        }
        return threads;
    }

    private Stream<Moment> moments() {
        var moments = new ArrayList<Moment>();
        for (var thread : threads()) {
            moments.add(new Moment(thread.author(), thread.start(), thread.title()));
            thread.steps().forEach(it -> moments.add(new Moment(it.by(), it.at(), "comment on " + thread.title())));
        }
        for (var history : script.histories().values()) {
            history.commits().forEach(it -> moments.add(new Moment(it.by(), it.at(), it.message())));
            history.mergeRequests().stream().filter(it -> it.merged() != null && !it.merged().byDefault())
                    .forEach(it -> moments.add(new Moment(it.merged().by(), it.merged().at(), "merge of " + it.title())));
        }
        return moments.stream();
    }

    private record Thread(String title, String author, At start, List<Step> steps) {}

    private record Moment(String who, At at, String what) {}
}
