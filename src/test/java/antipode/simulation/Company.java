package antipode.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.database.Outbox;
import antipode.hours.WeeklyHours;
import antipode.jobs.Schedules;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.DayEnd;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The simulated company: its people, what they do, and time, which stops wherever something is due.
final class Company {

    static final List<String> ZONES = List.of(
            "Europe/Lisbon", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata", "Europe/London", "America/New_York",
            "Australia/Sydney", "America/Sao_Paulo", "Africa/Nairobi", "Europe/Berlin", "Asia/Riyadh", "Asia/Kathmandu",
            "Pacific/Auckland", "America/St_Johns", "Pacific/Apia", "Asia/Tehran", "Africa/Cairo", "Europe/Kyiv", "Asia/Jerusalem",
            "Australia/Lord_Howe", "America/Halifax", "America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago",
            "America/Argentina/Buenos_Aires", "America/Caracas", "America/Anchorage", "Pacific/Honolulu", "America/Denver",
            "America/Chicago", "America/Havana", "America/Asuncion", "Atlantic/Azores", "Africa/Casablanca", "Africa/Lagos",
            "Africa/Johannesburg", "Africa/Accra", "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Athens", "Europe/Helsinki",
            "Europe/Istanbul", "Europe/Moscow", "Asia/Dubai", "Asia/Baku", "Asia/Tbilisi", "Asia/Karachi", "Asia/Dhaka",
            "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Singapore", "Asia/Manila", "Asia/Shanghai", "Asia/Taipei",
            "Asia/Seoul", "Australia/Perth", "Australia/Adelaide", "Pacific/Guam", "Pacific/Noumea", "Pacific/Fiji",
            "Pacific/Chatham", "Pacific/Kiritimati");

    private static final String[][] WEEKS = {
        {"09:00-17:00"}, {"09:00-13:00", "16:00-20:00"}, {"08:30-12:00", "13:00-18:00"}, {"10:00-14:00"}, {"06:00-11:30", "19:00-21:00"}
    };

    private final Members members;
    private final Namespaces namespaces;
    private final Projects projects;
    private final WorkingHours hours;
    private final Absences absences;
    private final Capacities capacities;
    private final DayEnd dayEnd;
    private final Threads threads;
    private final Comments comments;
    private final Asks asks;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Browser browser;
    private final TestClock clock;
    private final JdbcClient jdbc;

    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Worker> byAddress = new HashMap<>();
    private final Map<Long, Worker> byId = new HashMap<>();
    private final List<Issuable> issues = new ArrayList<>();
    private Random random = new Random(0);
    private Outcome outcome = new Outcome();
    private Watch watch;

    Company(
            Members members, Namespaces namespaces, Projects projects, WorkingHours hours, Absences absences, Capacities capacities,
            DayEnd dayEnd, Threads threads, Comments comments, Asks asks, Outbox outbox, Schedules schedules, Browser browser,
            TestClock clock, JdbcClient jdbc) {
        this.members = members;
        this.namespaces = namespaces;
        this.projects = projects;
        this.hours = hours;
        this.absences = absences;
        this.capacities = capacities;
        this.dayEnd = dayEnd;
        this.threads = threads;
        this.comments = comments;
        this.asks = asks;
        this.outbox = outbox;
        this.schedules = schedules;
        this.browser = browser;
        this.clock = clock;
        this.jdbc = jdbc;
        this.watch = new Watch(jdbc, byId, byAddress, outcome);
    }

    Outcome live(int people, int zones, int days, int deeds, Instant start) {
        random = new Random(people * 31L + days);
        outcome.size = people + ", " + zones + ", " + days;
        clock.set(start);
        arrive(people, zones, start);
        Instant end = start.plus(Duration.ofDays(days));
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < deeds; i++) {
            moments.add(start.plusSeconds(random.nextInt(Math.toIntExact(Duration.ofDays(days).toSeconds()))));
        }
        moments.sort(null);
        for (Instant moment : moments) {
            pass(moment);
            watch.beforeDeed(moment);
            act();
            settle();
        }
        pass(end);
        // Whoever is away last comes back within a fortnight; a week begins within another.
        pass(end.plus(Duration.ofDays(24)));
        watch.beforeDeed(clock.instant());
        watch.settle();
        return outcome;
    }

    private void arrive(int people, int zones, Instant start) {
        var team = namespaces.createTeam(null, "company", "Company", "");
        for (int i = 0; i < people; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(i % zones));
            Member member = members.create(new Members.Draft(
                    "p" + i, "Person " + i, "p" + i + "@company.example", zone, i == 0, false, null));
            boolean unstated = i % 11 == 10;
            Worker.Stay stay = stay(LocalDate.EPOCH, zone, unstated ? -1 : i % WEEKS.length, i % 13 == 5 && !unstated);
            if (!unstated) {
                hours.state(member.id(), LocalDate.EPOCH, zone, WeeklyHours.parse(text(stay)));
            }
            Worker worker = new Worker(Actor.of(member), stay, "digest");
            workers.add(worker);
            byAddress.put(member.email(), worker);
            byId.put(member.id(), worker);
            if (i % 4 != 0) {
                wish(worker, List.of("as_it_happens", "weekly", "as_it_happens", "none", "digest").get(i % 5));
            }
        }
        Project project = projects.create(
                workers.getFirst().actor, new Projects.Draft(team, "work", "Work", "", Visibility.INTERNAL, "main", false));
        for (int i = 0; i < Math.max(10, people / 3); i++) {
            open(project);
        }
        settle();
    }

    private static Worker.Stay stay(LocalDate from, ZoneId zone, int week, boolean fromSunday) {
        List<LocalTime[]> windows = new ArrayList<>();
        for (String window : week < 0 ? new String[0] : WEEKS[week]) {
            windows.add(new LocalTime[] {LocalTime.parse(window.substring(0, 5)), LocalTime.parse(window.substring(6))});
        }
        Set<DayOfWeek> days = fromSunday
                ? Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)
                : Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
        return new Worker.Stay(from, zone, days, windows);
    }

    private static String text(Worker.Stay stay) {
        StringBuilder text = new StringBuilder(stay.days().contains(DayOfWeek.SUNDAY) ? "Sun-Thu" : "Mon-Fri");
        stay.windows().forEach(window -> text.append(" ").append(window[0]).append("-").append(window[1]));
        return text.toString();
    }

    private void open(Project project) {
        Actor author = somebody().actor;
        Issuable issue = threads.open(author, project, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Thing " + issues.size(), "", false, null, List.of(), List.of()));
        threads.announce(author, issue);
        issues.add(issue);
    }

    private Worker somebody() {
        return workers.get(random.nextInt(workers.size()));
    }

    /// Time passes, and stops wherever something is due; every half hour somebody looks whether anything is overdue.
    private void pass(Instant target) {
        while (clock.instant().isBefore(target)) {
            Instant half = Instant.ofEpochSecond((clock.instant().getEpochSecond() / 1800 + 1) * 1800 + 30);
            Instant next = due();
            Instant stop = next != null && next.isBefore(half) ? next : half;
            clock.set(stop.isBefore(target) ? stop : target);
            settle();
            if (clock.instant().equals(half)) {
                watch.look(half);
            }
        }
    }

    private @Nullable Instant due() {
        return jdbc.sql("""
                        select least((select min(execution_time) from job where execution_time > :now),
                                     (select min(due_at) from delivery where due_at > :now))""")
                .param("now", Timestamp.from(clock.instant()))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private void settle() {
        outbox.drain();
        schedules.runDue();
        outbox.drain();
        watch.read(clock.instant());
    }

    private void act() {
        Worker worker = somebody();
        Instant now = clock.instant();
        switch (random.nextInt(20)) {
            case 0 -> rest(worker, now);
            case 1 -> travel(worker, now);
            case 2 -> {
                worker.focusUntil = now.plusSeconds(60L * (10 + random.nextInt(300)));
                worker.changed = now;
                capacities.state(
                        worker.actor.id(), new Capacities.Draft(Capacity.State.FOCUS, null, "", worker.focusUntil));
                outcome.did("times of focus");
            }
            case 3 -> {
                worker.endedUntil = dayEnd.end(worker.actor).orElse(null);
                worker.changed = now;
                outcome.did("days ended");
            }
            case 4 -> {
                wish(worker, List.of("digest", "as_it_happens", "weekly", "digest").get(random.nextInt(4)));
                outcome.did("changes of mode");
            }
            case 5, 6, 7, 8, 9, 10 -> ask(worker, now);
            default -> mention(worker, now);
        }
    }

    private void mention(Worker worker, Instant now) {
        Issuable issue = issues.get(random.nextInt(issues.size()));
        Worker named = somebody();
        var comment = comments.write(worker.actor, issue, Writing.of(
                "@" + named.actor.require().username() + (random.nextBoolean() ? ", what do you think?" : ", for your information.")));
        outcome.did("comments");
        if (named != worker) {
            watch.expect(named, issue.id(), comment.id(), now);
        }
    }

    private void ask(Worker worker, Instant now) {
        Issuable issue = issues.get(random.nextInt(issues.size()));
        List<Worker> asked = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> somebody())
                .filter(one -> one != worker).distinct().toList();
        if (asked.isEmpty()) {
            return;
        }
        Asks.Question question = new Asks.Question(
                Ask.Kind.DECISION, "May we go on?", asked.stream().map(one -> Cast.person(one.actor)).toList(), null, "comment",
                "We go on.");
        if (asked.stream().allMatch(one -> one.fair(now) == null)) {
            assertThatThrownBy(() -> asks.ask(worker.actor, issue, question, null)).hasMessageContaining("everyone asked is away");
            outcome.did("asks refused, as everyone was away");
            return;
        }
        Ask ask = asks.ask(worker.actor, issue, question, null);
        outcome.did("asks with a default");
        watch.asked(ask, asked, now);
    }

    private void rest(Worker worker, Instant now) {
        LocalDate first = worker.date(now).plusDays(random.nextInt(6));
        LocalDate last = first.plusDays(random.nextInt(9));
        absences.state(worker.actor.id(), first, last, "");
        worker.off.add(new Worker.Off(first, last));
        worker.changed = now;
        outcome.did("absences");
    }

    /// From a coming date on they are somewhere else; the next journey begins after that.
    private void travel(Worker worker, Instant now) {
        LocalDate from = worker.date(now).plusDays(3);
        if (!worker.stated() || !worker.stays.getLast().from().isBefore(worker.date(now))) {
            return;
        }
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Worker.Stay stay = stay(from, zone, random.nextInt(WEEKS.length), worker.stays.getFirst().days().contains(DayOfWeek.SUNDAY));
        hours.state(worker.actor.id(), from, zone, WeeklyHours.parse(text(stay)));
        worker.stays.add(stay);
        worker.changed = now;
        outcome.did("journeys");
    }

    private void wish(Worker worker, String mode) {
        worker.mode = mode;
        worker.changed = clock.instant();
        browser.program(worker.actor).put("/api/v4/notification_settings", "mode", mode);
    }
}
