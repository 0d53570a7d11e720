package antipode.delivery;

import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Writes one letter at the start of a member's working day, with everything that was held for them until then.
@Component
class Digests implements Task<Digests.Day> {

    static final String TASK = "digest";

    private final Members members;
    private final Notices notices;
    private final Letters letters;
    private final ObjectProvider<Schedules> schedules;
    private final WorkingHours hours;
    private final Clock clock;
    private final String address;

    Digests(
            Members members,
            Notices notices,
            Letters letters,
            ObjectProvider<Schedules> schedules,
            WorkingHours hours,
            Clock clock,
            @Value("${antipode.url:http://localhost:8080}") String address) {
        this.members = members;
        this.notices = notices;
        this.letters = letters;
        this.schedules = schedules;
        this.hours = hours;
        this.clock = clock;
        this.address = address.replaceAll("/+$", "");
    }

    /// Whose day begins.
    record Day(long member) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Day> payload() {
        return Day.class;
    }

    @Override
    public void run(String id, Day day) {
        Member member = members.find(day.member()).orElse(null);
        if (member == null || !member.active()) {
            return;
        }
        Actor reader = Actor.of(member);
        notices.dropStale(reader);
        List<Notice> held = notices.held(reader);
        if (!held.isEmpty()) {
            write(member, held);
        }
        notices.nextDue(member.id()).ifPresent(next -> schedules.getObject().at(TASK, id, next, day));
    }

    private void write(Member member, List<Notice> held) {
        Instant now = clock.instant();
        ZoneId zone = hours.of(member.id()).zoneAt(now);
        LocalDate date = now.atZone(zone).toLocalDate();
        Digest digest = new Digest(member, once(held), new Times(now, zone), address);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Id", "Antipode <digest." + member.id() + ".antipode>");
        headers.put("X-Antipode-Reason", "digest");
        long mail = letters.post(new Letter(
                "digest-" + member.id() + "-" + date + "-" + held.getLast().id(),
                member.email(),
                member.name(),
                digest.subject(),
                digest.text(),
                digest.html(),
                headers));
        notices.digested(held, mail);
    }

    /// A comment that asks something of its reader isn't told of a second time for their information.
    private static List<Notice> once(List<Notice> held) {
        Set<Long> told = held.stream()
                .filter(notice -> notice.kind() != Notice.Kind.INFORMATION && notice.noteId() != null)
                .map(Notice::noteId)
                .collect(Collectors.toSet());
        return held.stream()
                .filter(notice -> notice.kind() != Notice.Kind.INFORMATION || !told.contains(notice.noteId()))
                .toList();
    }
}
