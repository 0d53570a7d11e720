package antipode.absences;

import antipode.database.Outbox;
import antipode.hours.Schedule;
import antipode.jobs.Task;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// The first working moment after an absence: what nobody took is theirs alone again, and a brief waits, once for all
/// absences that ended in one.
@Component
class Return implements Task<Course.Planned> {

    static final String NAME = "absence-returns";

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Members members;
    private final WorkingHours hours;
    private final Letters letters;
    private final Outbox outbox;
    private final Clock clock;
    private final String address;

    Return(
            JdbcClient jdbc, Absences absences, Members members, WorkingHours hours, Letters letters, Outbox outbox, Clock clock,
            @Value("${antipode.url:http://localhost:8080}") String address) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.hours = hours;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
        this.address = address.replaceAll("/+$", "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Course.Planned> payload() {
        return Course.Planned.class;
    }

    @Override
    public void run(String id, Course.Planned planned) {
        Absence absence = absences.find(Long.parseLong(id)).filter(found -> !found.withdrawn()).orElse(null);
        Member member = absence == null ? null : members.find(absence.memberId()).filter(Member::active).orElse(null);
        if (absence == null || member == null) {
            return;
        }
        outbox.put(Offers.CONSUMER, "absence " + id, new Offers.Of(absence.id(), null));
        if (last(absence)) {
            boolean fresh = jdbc.sql("""
                            insert into absence_return (absence_id, member_id, ready_at) values (:absence, :member, :now)
                            on conflict (absence_id) do nothing""")
                            .param("absence", absence.id())
                            .param("member", member.id())
                            .param("now", Timestamp.from(clock.instant()))
                            .update()
                    == 1;
            if (fresh) {
                letters.post(letter(absence, member));
            }
        }
    }

    /// Whether no other absence of theirs ends with the same return and counts as the later one.
    private boolean last(Absence absence) {
        Schedule schedule = hours.of(absence.memberId());
        Instant back = Stretch.back(absence, schedule).orElse(Instant.MAX);
        return absences.of(absence.memberId()).stream()
                .filter(other -> Stretch.back(other, schedule).orElse(Instant.MAX).equals(back))
                .max(Comparator.comparing(Absence::lastOn).thenComparing(Absence::id))
                .filter(other -> other.id() == absence.id())
                .isPresent();
    }

    private Letter letter(Absence absence, Member member) {
        String link = address + "/-/absences/" + absence.id() + "/brief";
        String words = "What was decided, what waits for you and what others took over while you were away stands on one page:";
        return new Letter(
                NAME + "-" + absence.id(), member.email(), member.name(), "While you were away",
                "Hello " + member.name() + ",\n\nwelcome back. " + words + "\n\n" + link + "\n",
                """
                <!doctype html><html lang="en"><body style="font:16px/1.5 Georgia,serif;color:#1b2330">
                <p>Hello %s,</p><p>welcome back. %s</p><p><a href="%s">%s</a></p></body></html>
                """.formatted(HtmlUtils.htmlEscape(member.name()), words, link, link),
                Map.of());
    }
}
