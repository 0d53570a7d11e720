package antipode.absences;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Delegates;
import antipode.web.PublicAddress;
import antipode.web.Times;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Writes to who is to stand in while nothing is open that it could be told by: at the start of their working time.
@Component
class StandInLetters implements OutboxConsumer {

    static final String CONSUMER = "absence-letters";

    private final Absences absences;
    private final Members members;
    private final Delegates delegates;
    private final Letters letters;
    private final Clock clock;
    private final PublicAddress address;

    StandInLetters(
            Absences absences, Members members, Delegates delegates, Letters letters, Clock clock,
            PublicAddress address) {
        this.absences = absences;
        this.members = members;
        this.delegates = delegates;
        this.letters = letters;
        this.clock = clock;
        this.address = address;
    }

    /// @param stands whether they were named, or taken off
    record Of(long absence, long member, boolean stands) {}

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        Of of = row.payload(Of.class);
        Absence absence = absences.find(of.absence()).orElse(null);
        Member away = absence == null ? null : members.find(absence.memberId()).orElse(null);
        Member reader = members.find(of.member()).filter(Member::active).orElse(null);
        if (absence == null || away == null || reader == null) {
            return;
        }
        boolean stands = delegates.of(List.of(absence.id())).stream().anyMatch(named -> named.delegate().id() == reader.id());
        if (!absence.withdrawn() && stands != of.stands()) {
            return; // it was changed since, which is told by itself
        }
        String dates = Stated.dates(absence, new Times(clock.instant(), away.zone()));
        String words = absence.withdrawn()
                ? away.name() + " is here after all " + dates + ", so nobody has to stand in."
                : !stands
                ? "You don’t have to stand in any more while " + away.name() + " is away, " + dates + "."
                : away.name() + " is away " + dates + " and named you to stand in. What waits for them there is offered to you when it begins.";
        String link = address.link(away.url());
        letters.post(new Letter(
                CONSUMER + "-" + row.id(), reader.email(), reader.name(),
                absence.withdrawn() ? away.name() + " is here after all" : !stands ? "You don’t stand in for " + away.name() + " any more" : "You stand in for " + away.name(),
                "Hello " + reader.name() + ",\n\n" + words + "\n\n" + link + "\n",
                """
                <!doctype html><html lang="en"><body style="font:16px/1.5 Georgia,serif;color:#1b2330">
                <p>Hello %s,</p><p>%s</p><p><a href="%s">%s</a></p></body></html>
                """.formatted(HtmlUtils.htmlEscape(reader.name()), HtmlUtils.htmlEscape(words), link, HtmlUtils.htmlEscape(away.name())),
                Map.of()));
    }
}
