package antipode.threads;

import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.hours.FairTime;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Delegates;
import antipode.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tells before something is sent that somebody it is for has no room, and who stands in for them. A form that says
/// `checks` is shown once more if its sender hasn't seen it yet (`knows`); sent again, it is taken.
@Component
public class CapacityNotes {

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final Pattern NAMED = Pattern.compile("(?<![\\w/.@])@([A-Za-z0-9_][\\w.-]{0,100})");

    /// Nobody reads more sentences than this.
    private static final int MOST = 12;

    private final Capacities capacities;
    private final Delegates delegates;
    private final WorkingHours hours;
    private final Members members;
    private final Clock clock;

    CapacityNotes(Capacities capacities, Delegates delegates, WorkingHours hours, Members members, Clock clock) {
        this.capacities = capacities;
        this.delegates = delegates;
        this.hours = hours;
        this.members = members;
        this.clock = clock;
    }

    /// Of those of these people who have no room; a fixed number of questions.
    @Transactional(readOnly = true)
    public List<CapacityNote> of(Actor reader, long project, Collection<Person> people) {
        var now = clock.instant();
        Map<Long, Person> others = new LinkedHashMap<>();
        people.stream().filter(person -> !reader.is(person.id())).limit(MOST).forEach(person -> others.putIfAbsent(person.id(), person));
        var standing = capacities.of(others.keySet(), now);
        standing.values().removeIf(capacity -> !capacity.worthKnowing());
        if (standing.isEmpty()) {
            return List.of();
        }
        var zone = reader.require().zone();
        var inTheirPlace = delegates.of(standing.keySet(), project, now);
        var schedules = hours.of(standing.keySet());
        List<CapacityNote> notes = new ArrayList<>();
        others.values().stream().filter(person -> standing.containsKey(person.id())).forEach(person -> {
            var capacity = standing.getOrDefault(person.id(), capacities.of(person.id(), now));
            var delegate = inTheirPlace.get(person.id());
            var later = later(person, capacity, schedules.get(person.id()));
            notes.add(new CapacityNote(
                    person, capacity, capacity.sentence(person.firstName(), now, zone),
                    delegate == null || reader.is(delegate.id()) ? null : delegate,
                    later == null ? null : FIELD.format(later.atZone(zone)), later == null ? null : said(later, now, zone)));
        });
        return notes;
    }

    /// When they will have had fair time, counted from when they have room again.
    private static @Nullable Instant later(Person person, Capacity capacity, @Nullable Schedule schedule) {
        return capacity.until() == null || schedule == null
                ? null
                : FairTime.of(capacity.until(), List.of(new FairTime.Asked<>(person, person.firstName(), schedule))).due().orElse(null);
    }

    private static String said(Instant at, Instant now, ZoneId zone) {
        return new Times(now, zone).within(at);
    }

    /// The same of whoever is called so; who isn't here is left out.
    @Transactional(readOnly = true)
    public List<CapacityNote> named(Actor reader, long project, Collection<String> usernames) {
        Set<String> plain = new LinkedHashSet<>();
        usernames.stream().limit(50).forEach(name -> plain.add(plain(name)));
        Map<String, Member> found = members.byUsernames(plain);
        return of(reader, project, plain.stream().map(found::get).filter(Objects::nonNull).map(Person::of).toList());
    }

    /// What the sender of a form doesn't know yet of those it is for. Nothing of a form that doesn't ask.
    public List<CapacityNote> unknown(HttpServletRequest request, Actor sender, long project, Collection<String> usernames) {
        if (request.getParameter("checks") == null || usernames.isEmpty()) {
            return List.of();
        }
        Set<String> known = new LinkedHashSet<>();
        var sent = request.getParameterValues("knows");
        for (String name : sent == null ? new String[0] : sent) {
            known.add(plain(name));
        }
        var asked = usernames.stream().filter(name -> !known.contains(plain(name))).toList();
        return asked.isEmpty() ? List.of() : named(sender, project, asked);
    }

    /// The sentence above a form that is shown once more.
    public static String refusal(List<CapacityNote> notes) {
        return String.join(" ", notes.stream().map(CapacityNote::sentence).toList()) + " Send it once more if that is fine.";
    }

    /// The usernames that words name.
    public static List<String> names(String words) {
        return NAMED.matcher(words).results().map(found -> found.group(1).replaceAll("[.-]+$", "")).distinct().limit(50).toList();
    }

    /// Those that words name since they were changed.
    public static Set<String> freshNames(String before, String now) {
        Set<String> fresh = new LinkedHashSet<>(names(now));
        names(before).forEach(fresh::remove);
        return fresh;
    }

    /// These usernames, with a delegate in the place of somebody where the sender chose one (`instead`).
    public static List<String> chosen(HttpServletRequest request, Collection<String> usernames) {
        var swap = swap(request);
        if (swap == null) {
            return List.copyOf(usernames);
        }
        return usernames.stream().map(name -> plain(name).equals(swap[0]) ? swap[1] : name).distinct().toList();
    }

    /// Whether the form was only sent to take the delegate.
    public static boolean onlyLooks(HttpServletRequest request) {
        return swap(request) != null || request.getParameter("due_later") != null;
    }

    private static String @Nullable [] swap(HttpServletRequest request) {
        var sent = request.getParameter("instead");
        var parts = sent == null ? new String[0] : sent.split(":", -1);
        return parts.length == 2 ? new String[] {plain(parts[0]), plain(parts[1])} : null;
    }

    private static String plain(String name) {
        var line = Words.line(name);
        return (line.startsWith("@") ? line.substring(1) : line).toLowerCase(Locale.ROOT);
    }
}
