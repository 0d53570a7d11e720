package antipode.capacity.calendars;

import antipode.capacity.Capacities;
import antipode.capacity.calendars.BusyTimes.Busy;
import antipode.database.Seals;
import antipode.hours.Interval;
import antipode.jobs.Schedules;
import antipode.outgoing.Call;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The calendars that members linked: read when they are linked and then in the background, as often as they ask for.
@Component
public class LinkedCalendars {

    static final String TASK = "calendar";
    static final int MOST = 10;

    /// So far ahead busy times are kept.
    static final Duration AHEAD = Duration.ofDays(42);

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final Duration MOST_OFTEN = Duration.ofDays(1);

    /// After this long a calendar is read whole, even if it says it hasn't changed: the window has moved on.
    private static final Duration WHOLE = Duration.ofDays(1);

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Outgoing outgoing;
    private final Seals seals;
    private final Members members;
    private final WorkingHours hours;
    private final Schedules schedules;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    LinkedCalendars(
            JdbcClient jdbc, Outgoing outgoing, Seals seals, Members members, WorkingHours hours, Schedules schedules, Clock clock,
            ApplicationEventPublisher publisher, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.outgoing = outgoing;
        this.seals = seals;
        this.members = members;
        this.hours = hours;
        this.schedules = schedules;
        this.clock = clock;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /// What somebody gives to link a calendar.
    public record Draft(String name, String address, String username, String password) {

        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    record Refresh(long calendar) {}

    /// What came of reading one.
    ///
    /// @param busy nothing if it hasn't changed
    private record Fetched(
            @Nullable List<Busy> busy, @Nullable Duration refresh, @Nullable String tag, @Nullable String modified, CalendarAccess access) {}

    public List<LinkedCalendar> of(long member) {
        return jdbc.sql("""
                        select linked_calendar.*, (select count(*) from busy where calendar_id = linked_calendar.id and ends_at > :now) busy
                        from linked_calendar where member_id = :member order by created_at, id""")
                .param("member", member)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, _) -> new LinkedCalendar(
                        row.getLong("id"), row.getLong("member_id"), row.getString("name"), row.getString("kind"), row.getString("host"),
                        row.getBoolean("shown"), instant(row.getObject("fetched_at", OffsetDateTime.class)), row.getString("problem"),
                        row.getInt("failures"), row.getInt("busy"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public LinkedCalendar find(long member, long id) {
        return of(member).stream().filter(calendar -> calendar.id() == id).findFirst().orElseThrow(() -> Problem.notFound("Calendar"));
    }

    /// Reads the calendar and keeps it; refuses it with a sentence if it can't be read.
    public LinkedCalendar link(Member member, Draft draft) {
        if (of(member.id()).size() >= MOST) {
            throw Problem.invalid("address", "At most " + MOST + " calendars can be linked.");
        }
        var access = new CalendarAccess(
                plain(draft.address()), draft.username().strip(), draft.password(), List.of());
        try {
            Outgoing.check(access.address());
        } catch (OutgoingFailure odd) {
            throw Problem.invalid("address", odd.sentence());
        }
        String kind = "ics";
        Fetched fetched;
        try {
            var found = access.username().isEmpty() ? null : new CalDav(outgoing, access).find().orElse(null);
            if (found != null && found.isEmpty()) {
                throw new Refused("There is no calendar to be found at this address.");
            }
            kind = found == null ? "ics" : "caldav";
            fetched = fetch(member, kind, found == null ? access : access.with(found), null, null);
        } catch (OutgoingFailure failed) {
            throw Problem.invalid("address", failed.sentence());
        } catch (Refused refused) {
            throw Problem.invalid("address", refused.sentence());
        }
        var name = draft.name().isBlank() ? access.host() : draft.name().strip();
        if (name.length() > 100) {
            throw Problem.invalid("name", "The name is longer than 100 characters.");
        }
        var as = kind;
        var read = fetched;
        var id = transaction.execute(_ -> {
            long fresh = jdbc.sql("""
                            insert into linked_calendar (member_id, name, kind, host, access, created_at)
                            values (:member, :name, :kind, :host, :access, :now) returning id""")
                    .param("member", member.id())
                    .param("name", name)
                    .param("kind", as)
                    .param("host", access.host())
                    .param("access", sealed(read.access))
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .single();
            keep(fresh, member.id(), read);
            return fresh;
        });
        return find(member.id(), java.util.Objects.requireNonNull(id));
    }

    @Transactional
    public void unlink(long member, long id) {
        find(member, id);
        schedules.cancel(TASK, Long.toString(id));
        jdbc.sql("delete from linked_calendar where id = :id").param("id", id).update();
        publisher.publishEvent(new Capacities.Changed(member));
    }

    /// Whether its busy times make its owner be in focus while they last.
    @Transactional
    public void show(long member, long id, boolean shown) {
        find(member, id);
        jdbc.sql("update linked_calendar set shown = :shown where id = :id").param("shown", shown).param("id", id).update();
        publisher.publishEvent(new Capacities.Changed(member));
    }

    /// Reads it once more now; what goes wrong stands beside it then.
    @Transactional
    public void refresh(long id) {
        record Kept(long member, String kind, String access, @Nullable String tag, @Nullable String modified, @Nullable Instant fetchedAt) {}
        var kept = jdbc.sql("select * from linked_calendar where id = :id for no key update")
                .param("id", id)
                .query((row, _) -> new Kept(
                        row.getLong("member_id"), row.getString("kind"), row.getString("access"), row.getString("tag"),
                        row.getString("modified"), instant(row.getObject("fetched_at", OffsetDateTime.class))))
                .optional().orElse(null);
        var member = kept == null ? null : members.find(kept.member).filter(Member::active).orElse(null);
        if (kept == null || member == null) {
            return;
        }
        var access = seals.open(CalendarAccess.PURPOSE, kept.access).map(text -> JSON.readValue(text, CalendarAccess.class)).orElse(null);
        if (access == null) {
            fail(id, "What opened it can’t be read here any more, as the key has changed: link it again.");
            return;
        }
        boolean whole = kept.fetchedAt == null || kept.fetchedAt.isBefore(clock.instant().minus(WHOLE));
        try {
            keep(id, kept.member, fetch(member, kept.kind, access, whole ? null : kept.tag, whole ? null : kept.modified));
        } catch (OutgoingFailure failed) {
            fail(id, failed.sentence());
        } catch (Refused refused) {
            fail(id, refused.sentence());
        }
    }

    private Fetched fetch(
            Member member, String kind, CalendarAccess access, @Nullable String tag, @Nullable String modified)
            throws OutgoingFailure, Refused {
        var now = clock.instant();
        var window = new Interval(now.minus(Duration.ofDays(1)), now.plus(AHEAD));
        Set<String> own = new HashSet<>(List.of(member.email().toLowerCase(Locale.ROOT)));
        if (access.username().contains("@")) {
            own.add(access.username().toLowerCase(Locale.ROOT));
        }
        var reading = new BusyTimes(window, own, hours.of(member.id()).zoneAt(now));
        if (kind.equals("caldav")) {
            var dav = new CalDav(outgoing, access);
            List<Busy> busy = new ArrayList<>();
            for (var calendar : access.calendars()) {
                for (var text : dav.texts(calendar, window.start(), window.end())) {
                    var read = reading.read(text);
                    busy.addAll(read == null ? List.of() : read.busy());
                }
            }
            return new Fetched(busy, null, null, null, access);
        }
        var answer = outgoing.send(access.signed(Call.get(access.address())
                .header("Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1")
                .header("If-None-Match", tag)
                .header("If-Modified-Since", tag == null ? modified : null)));
        if (answer.status() == 304) {
            return new Fetched(null, null, tag, modified, access);
        }
        if (!answer.well()) {
            throw Refused.of(answer);
        }
        var read = reading.read(answer.text());
        if (read == null) {
            throw new Refused("There is something at this address, but no calendar: look for one that ends in .ics.");
        }
        return new Fetched(read.busy(), read.refresh(), header(answer.header("ETag").orElse(null)),
                header(answer.header("Last-Modified").orElse(null)), access);
    }

    /// What can be sent back as it is.
    private static @Nullable String header(@Nullable String value) {
        return value == null || value.length() > 500 || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? null : value;
    }

    private void keep(long id, long member, Fetched fetched) {
        var now = clock.instant();
        jdbc.sql("""
                        update linked_calendar set tag = :tag, modified = :modified, fetched_at = :fetched, tried_at = :now,
                               failures = 0, problem = null where id = :id""")
                .param("tag", fetched.tag, Types.VARCHAR)
                .param("modified", fetched.modified, Types.VARCHAR)
                .param("fetched", Timestamp.from(now))
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
        if (fetched.busy != null && replace(id, fetched.busy)) {
            publisher.publishEvent(new Capacities.Changed(member));
        }
        var wished = fetched.refresh == null ? USUAL : fetched.refresh;
        var pause = wished.compareTo(LEAST) < 0 ? LEAST : wished.compareTo(MOST_OFTEN) > 0 ? MOST_OFTEN : wished;
        schedules.at(TASK, Long.toString(id), now.plus(jittered(pause)), new Refresh(id));
    }

    /// Whether anything is another one now.
    private boolean replace(long id, List<Busy> busy) {
        var before = jdbc.sql("select starts_at, ends_at, kind from busy where calendar_id = :id")
                .param("id", id)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant() + "/" + row.getObject(2, OffsetDateTime.class).toInstant()
                        + "/" + row.getString(3))
                .set();
        var after = busy.stream().map(each -> each.start() + "/" + each.end() + "/" + each.kind().word()).collect(Collectors.toSet());
        if (before.equals(after)) {
            return false;
        }
        jdbc.sql("delete from busy where calendar_id = :id").param("id", id).update();
        jdbc.sql("""
                        insert into busy (calendar_id, starts_at, ends_at, kind)
                        select :id, starts_at, ends_at, kind
                        from unnest(:starts::timestamptz[], :ends::timestamptz[], :kinds) each_of (starts_at, ends_at, kind)""")
                .param("id", id)
                .param("starts", busy.stream().map(each -> each.start().toString()).toArray(String[]::new))
                .param("ends", busy.stream().map(each -> each.end().toString()).toArray(String[]::new))
                .param("kinds", busy.stream().map(each -> each.kind().word()).toArray(String[]::new))
                .update();
        return true;
    }

    private void fail(long id, String sentence) {
        var now = clock.instant();
        int failures = jdbc.sql("""
                        update linked_calendar set failures = failures + 1, problem = :problem, tried_at = :now
                        where id = :id returning failures""")
                .param("problem", sentence)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .query(Integer.class)
                .single();
        var pause = LEAST.multipliedBy(1L << Math.min(failures - 1, 7));
        schedules.at(TASK, Long.toString(id), now.plus(jittered(pause.compareTo(MOST_OFTEN) > 0 ? MOST_OFTEN : pause)), new Refresh(id));
    }

    /// A tenth more or less, so that those linked together aren't read together for ever.
    private static Duration jittered(Duration pause) {
        return pause.plusSeconds(ThreadLocalRandom.current().nextLong(-pause.toSeconds() / 10, pause.toSeconds() / 10 + 1));
    }

    private String sealed(CalendarAccess access) {
        return seals.seal(CalendarAccess.PURPOSE, JSON.writeValueAsString(access));
    }

    private static String plain(String address) {
        return address.strip().replaceFirst("(?i)^webcals?://", "https://");
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
