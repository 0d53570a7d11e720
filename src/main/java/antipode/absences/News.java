package antipode.absences;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.hours.Schedule;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Delegates;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells whom an absence touches, each once, as news on their list by the thing they wait for longest; delivery takes it to
/// them in their own hours. Told again is only who has to wait differently.
@Component
class News implements OutboxConsumer {

    static final String CONSUMER = "absence-news";

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Members members;
    private final WorkingHours hours;
    private final Delegates delegates;
    private final Touched touched;
    private final Threads threads;
    private final Turns turns;
    private final Outbox outbox;
    private final Clock clock;

    News(
            JdbcClient jdbc, Absences absences, Members members, WorkingHours hours, Delegates delegates, Touched touched,
            Threads threads, Turns turns, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.hours = hours;
        this.delegates = delegates;
        this.touched = touched;
        this.threads = threads;
        this.turns = turns;
        this.outbox = outbox;
        this.clock = clock;
    }

    record Of(long absence) {}

    @Override
    public String name() {
        return CONSUMER;
    }

    private record Tell(long member, @Nullable Long thing, String words) {}

    @Override
    public void accept(OutboxRow row) {
        Absence absence = absences.find(row.payload(Of.class).absence()).orElse(null);
        Member away = absence == null ? null : members.find(absence.memberId()).filter(Member::active).orElse(null);
        if (absence == null || away == null) {
            return;
        }
        Instant now = clock.instant();
        Schedule schedule = hours.of(away.id());
        Schedule always = schedule.withDaysOff(List.of());
        List<Touched.Before> before = touched.before(absence.id());
        boolean over = !Stretch.ends(absence, schedule).isAfter(now);
        List<Tell> tell = new ArrayList<>();
        Set<Long> standing = absence.withdrawn() ? Set.of() : delegates.of(List.of(absence.id())).stream().map(named -> named.delegate().id()).collect(Collectors.toSet());
        for (Touched.Before told : before) {
            boolean goes = told.stands() && !standing.contains(told.member());
            boolean comes = !told.stands() && standing.contains(told.member());
            if (absence.withdrawn()) {
                if (always.dateAt(now).isBefore(told.lastOn().plusDays(1))) {
                    tell.add(new Tell(told.member(), told.thing(), "Here after all: " + dates(absence, away, now) + " is taken back."));
                }
            } else if ((told.thing() != null || told.stands() || comes) && matters(told, absence, always)) {
                tell.add(new Tell(told.member(), told.thing(), "Now " + dates(absence, away, now) + back(absence, schedule, now)
                        + (comes ? "; you stand in." : goes ? "; you don’t stand in any more." : ".")));
            } else if (!over && (comes || goes)) {
                tell.add(new Tell(told.member(), told.thing(), dates(absence, away, now)
                        + (comes ? "; you stand in." : "; you don’t stand in any more.")));
            }
        }
        if (!absence.withdrawn() && !over) {
            fresh(absence, away, schedule, before, now, tell);
        }
        // Threads are locked in the order of their ids.
        tell.sort(Comparator.comparing(one -> one.thing() == null ? 0L : one.thing()));
        tell.forEach(one -> tell(absence, away, one, standing.contains(one.member()), now));
    }

    private void fresh(
            Absence absence, Member away, Schedule schedule, List<Touched.Before> before, Instant now, List<Tell> tell) {
        String dates = dates(absence, away, now) + back(absence, schedule, now);
        Instant begins = Stretch.begins(absence, schedule);
        Instant during = begins.isBefore(now) ? now : begins;
        Set<Long> told = new HashSet<>(before.stream().map(Touched.Before::member).toList());
        Map<Long, Optional<Person>> standing = new HashMap<>();
        for (Touched.By by : touched.by(absence)) {
            if (told.add(by.member())) {
                Person delegate = standing
                        .computeIfAbsent(by.project(), project -> delegates.of(away.id(), project, during))
                        .orElse(null);
                String stands = delegate == null ? "" : delegate.id() == by.member() ? "; you stand in" : "; " + delegate.firstName() + " stands in";
                String things = by.things() == 1 ? "" : " It touches this and " + (by.things() - 1) + (by.things() == 2 ? " other thing" : " other things") + " of yours.";
                tell.add(new Tell(by.member(), by.thing(), dates + stands + "." + things));
            }
        }
        for (Delegates.Named named : delegates.of(List.of(absence.id()))) {
            if (told.add(named.delegate().id())) {
                tell.add(new Tell(named.delegate().id(), null, dates));
            }
        }
    }

    private void tell(Absence absence, Member away, Tell one, boolean stands, Instant now) {
        Issuable thing = one.thing() == null || !touched.sees(one.member(), one.thing()) ? null : threads.lock(one.thing());
        if (thing == null) {
            Instant when = hours.of(one.member()).forDelivery().nextWorking(now).orElse(now);
            outbox.put(StandInLetters.CONSUMER, "member " + one.member(), new StandInLetters.Of(absence.id(), one.member(), stands), when);
        } else {
            turns.inform(thing, List.of(one.member()), new Turns.Cause(Todo.Action.TIME_OFF, away.id(), null, one.words(), null));
        }
        jdbc.sql("""
                        insert into absence_told (absence_id, member_id, issuable_id, first_on, last_on, stands, told_at)
                        values (:absence, :member, :thing, :first, :last, :stands, :now)
                        on conflict (absence_id, member_id) do update set first_on = excluded.first_on, last_on = excluded.last_on,
                          stands = excluded.stands, told_at = excluded.told_at""")
                .param("absence", absence.id())
                .param("member", one.member())
                .param("thing", one.thing(), Types.BIGINT)
                .param("first", absence.firstOn())
                // Whoever was told that it is taken back is told no more of it.
                .param("last", absence.withdrawn() ? absence.firstOn() : absence.lastOn())
                .param("stands", stands)
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Whether the first or the last working moment that is lost is another one than was told.
    private static boolean matters(Touched.Before told, Absence absence, Schedule always) {
        ZoneId zone = always.periodOn(absence.firstOn()).zone();
        boolean begins = !always.nextWorking(told.firstOn().atStartOfDay(zone).toInstant())
                .equals(always.nextWorking(absence.firstOn().atStartOfDay(zone).toInstant()));
        boolean ends = !always.nextWorking(told.lastOn().plusDays(1).atStartOfDay(zone).toInstant())
                .equals(always.nextWorking(absence.lastOn().plusDays(1).atStartOfDay(zone).toInstant()));
        return begins || ends;
    }

    /// Their dates are theirs, whatever the reader's clock shows.
    private static String dates(Absence absence, Member away, Instant now) {
        return Stated.dates(absence, new Times(now, away.zone()));
    }

    private static String back(Absence absence, Schedule schedule, Instant now) {
        return Stretch.back(absence, schedule).map(back -> ", back " + new Times(now, schedule.zoneAt(back)).day(back)).orElse("");
    }
}
