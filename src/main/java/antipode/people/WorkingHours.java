package antipode.people;

import antipode.hours.Holidays;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.hours.Window;
import antipode.web.Problem;
import antipode.web.Zones;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members have stated about when they may be reached. It is effective-dated, so that who moves does not rewrite
/// what was fair before.
@Component
public class WorkingHours {

    /// What lies further back is asked of nobody any more.
    private static final Duration KEPT = Duration.ofDays(400);

    private static final int MOST_PERIODS = 100;

    /// Reading a week takes longer than all else of a schedule, and few weeks differ.
    private static final Cache<String, WeeklyHours> WEEKS = Caffeine.newBuilder().maximumSize(10_000).build();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    WorkingHours(JdbcClient jdbc, Clock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// When a member may be reached has changed, in this transaction: their hours, zone or holidays, a shifted day, time off.
    public record Changed(long member) {}

    /// What is known of one member, while it is read.
    private static final class Stated {
        private final ZoneId home;
        private final List<Schedule.Period> periods = new ArrayList<>();
        private final Map<LocalDate, List<Window>> shifted = new HashMap<>();
        private final List<Schedule.DaysOff> daysOff = new ArrayList<>();

        private Stated(ZoneId home) {
            this.home = home;
        }

        private Schedule schedule() {
            var whole = periods.isEmpty() ? Schedule.unstated(home) : Schedule.of(periods);
            return shifted.isEmpty() && daysOff.isEmpty() ? whole : whole.withShifted(shifted).withDaysOff(daysOff);
        }
    }

    /// The schedules of these members, in one question: hours, public holidays, shifted days, time off. Who has stated
    /// nothing has the response time of their zone.
    @Transactional(readOnly = true)
    public Map<Long, Schedule> of(Collection<Long> members) {
        Map<Long, Schedule> schedules = new LinkedHashMap<>();
        if (members.isEmpty()) {
            return schedules;
        }
        Map<Long, Stated> stated = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, 0 as part, null::date as first_on, null::date as last_on, zone, '' as hours, '' as holidays
                        from member where id = any (:members)
                        union all
                        select member_id, 1, from_date, null, zone, hours, holidays
                        from member_hours where member_id = any (:members)
                        union all
                        select member_id, 2, date, null, '', hours, ''
                        from member_day where member_id = any (:members) and date >= :since
                        union all
                        select member_id, 3, first_on, last_on, '', '', ''
                        from absence where member_id = any (:members) and last_on >= :since and withdrawn_at is null
                        order by part, id, first_on""")
                .param("members", members.toArray(Long[]::new))
                .param("since", LocalDate.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC))
                .query(row -> {
                    long member = row.getLong("id");
                    LocalDate first = row.getObject("first_on", LocalDate.class);
                    if (row.getInt("part") == 0) {
                        stated.put(member, new Stated(Zones.kept(row.getString("zone"))));
                        return;
                    }
                    Stated of = Objects.requireNonNull(stated.get(member));
                    switch (row.getInt("part")) {
                        case 1 -> of.periods.add(new Schedule.Period(
                                first, Zones.kept(row.getString("zone")), week(row.getString("hours")), new Holidays(row.getString("holidays"))));
                        case 2 -> of.shifted.put(first, WeeklyHours.day(row.getString("hours")));
                        default -> of.daysOff.add(new Schedule.DaysOff(first, row.getObject("last_on", LocalDate.class)));
                    }
                });
        stated.forEach((member, of) -> schedules.put(member, of.schedule()));
        return schedules;
    }

    private static WeeklyHours week(String text) {
        return WEEKS.get(text, WeeklyHours::parse);
    }

    @Transactional(readOnly = true)
    public Schedule of(long member) {
        Schedule schedule = of(List.of(member)).get(member);
        if (schedule == null) {
            throw Problem.notFound("User");
        }
        return schedule;
    }

    /// States hours from a day on, by the clock of a zone; the same day's are replaced. Holidays stay those of the period before.
    @Transactional
    public void state(long member, LocalDate from, ZoneId zone, WeeklyHours hours) {
        state(member, new Schedule.Period(from, zone, hours, of(member).periodOn(from).holidays()));
    }

    /// States zone, hours and public holidays from a day on; the same day's are replaced.
    @Transactional
    public void state(long member, Schedule.Period period) {
        jdbc.sql("""
                        insert into member_hours (member_id, from_date, zone, hours, holidays)
                        values (:member, :from, :zone, :hours, :holidays)
                        on conflict (member_id, from_date) do update
                        set zone = excluded.zone, hours = excluded.hours, holidays = excluded.holidays""")
                .param("member", member)
                .param("from", period.from())
                .param("zone", period.zone().getId())
                .param("hours", period.hours().text())
                .param("holidays", period.holidays().code())
                .update();
        publisher.publishEvent(new Changed(member));
    }

    /// What a member has stated, and for when, as it is kept.
    ///
    /// @param zone its name, which the running time-zone database may no longer have
    public record Statement(LocalDate from, String zone, WeeklyHours hours, Holidays holidays) {

        /// Whether its zone is lost, and UTC serves in its place.
        public boolean lost() {
            return !Zones.known(zone);
        }
    }

    /// All that a member has stated, in order of time; nothing if they never have.
    @Transactional(readOnly = true)
    public List<Statement> stated(long member) {
        return jdbc.sql("select from_date, zone, hours, holidays from member_hours where member_id = :member order by from_date")
                .param("member", member)
                .query((row, _) -> new Statement(
                        row.getObject("from_date", LocalDate.class), row.getString("zone"), week(row.getString("hours")),
                        new Holidays(row.getString("holidays"))))
                .list();
    }

    /// Moves what was stated from one day on to another day, or changes it; a present period is left to the past.
    @Transactional
    void change(long member, @Nullable LocalDate was, Schedule.Period period) {
        if (stated(member).size() >= MOST_PERIODS) {
            throw Problem.conflict("You have stated " + MOST_PERIODS + " periods. Delete one first.");
        }
        boolean ahead = was != null && !was.equals(period.from()) && was.isAfter(LocalDate.ofInstant(clock.instant(), period.zone()));
        if (ahead) {
            jdbc.sql("delete from member_hours where member_id = :member and from_date = :was")
                    .param("member", member)
                    .param("was", was)
                    .update();
        }
        state(member, period);
    }

    /// Takes back what was stated from a day on; the period before serves on. Says whether there was any.
    @Transactional
    public boolean remove(long member, LocalDate from) {
        boolean had = jdbc.sql("delete from member_hours where member_id = :member and from_date = :from")
                        .param("member", member)
                        .param("from", from)
                        .update()
                == 1;
        if (had) {
            publisher.publishEvent(new Changed(member));
        }
        return had;
    }

    /// Replaces the windows of one date; none at all make it a free one.
    @Transactional
    public void shift(long member, LocalDate date, List<Window> windows) {
        jdbc.sql("""
                        insert into member_day (member_id, date, hours) values (:member, :date, :hours)
                        on conflict (member_id, date) do update set hours = excluded.hours""")
                .param("member", member)
                .param("date", date)
                .param("hours", WeeklyHours.text(windows))
                .update();
        publisher.publishEvent(new Changed(member));
    }

    /// Dates from this one on that have hours of their own.
    @Transactional(readOnly = true)
    public SortedMap<LocalDate, List<Window>> shifts(long member, LocalDate from) {
        var shifts = new TreeMap<LocalDate, List<Window>>();
        of(member).shifted().forEach((date, windows) -> {
            if (!date.isBefore(from)) shifts.put(date, windows);
        });
        return shifts;
    }

    /// Lets a date have the hours of its week again; says whether it had others.
    @Transactional
    public boolean unshift(long member, LocalDate date) {
        boolean had = jdbc.sql("delete from member_day where member_id = :member and date = :date")
                        .param("member", member)
                        .param("date", date)
                        .update()
                == 1;
        if (had) {
            publisher.publishEvent(new Changed(member));
        }
        return had;
    }
}
