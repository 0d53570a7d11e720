package antipode.delivery;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.jobs.Repeated;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import antipode.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Writes one letter at the start of a member's working day, with everything that was held for them until then.
@Component
class Digests implements Repeated, OutboxConsumer {

    private static final String NAME = "digest";

    private final Members members;
    private final Notices notices;
    private final Letters letters;
    private final Outbox outbox;
    private final WorkingHours hours;
    private final Clock clock;
    private final String address;

    Digests(
            Members members,
            Notices notices,
            Letters letters,
            Outbox outbox,
            WorkingHours hours,
            Clock clock,
            @Value("${antipode.url:http://localhost:8080}") String address) {
        this.members = members;
        this.notices = notices;
        this.letters = letters;
        this.outbox = outbox;
        this.hours = hours;
        this.clock = clock;
        this.address = address.replaceAll("/+$", "");
    }

    /// Whose day begins.
    record Day(long member) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    /// Finds whose day has begun with something held for them. Each letter is written in a transaction of its own.
    @Override
    public void run() {
        for (long member : notices.due(NAME)) {
            outbox.put(NAME, "member " + member, new Day(member));
        }
    }

    @Override
    public void accept(OutboxRow row) {
        Member member = members.find(row.payload(Day.class).member()).orElse(null);
        if (member == null || !member.active()) {
            return;
        }
        Actor reader = Actor.of(member);
        notices.dropStale(reader);
        List<Notice> held = notices.held(reader);
        if (held.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        ZoneId zone = hours.of(member.id()).zoneAt(now);
        LocalDate date = now.atZone(zone).toLocalDate();
        Digest digest = new Digest(member, held, new Times(now, zone), address);
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
}
