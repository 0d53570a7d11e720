package antipode.people.signin;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Member;
import antipode.people.Members;
import antipode.web.PublicAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/// Mails a link that signs in to whoever asks for it at the door, at any hour: its reader is there. Who asks learns nothing
/// of who has an account, neither from the answer nor from how long it takes: the name is looked up afterwards.
@Component
class SignInLetters implements OutboxConsumer, Enclosure {

    private static final String NAME = "sign-in-link";
    private static final Duration ONCE_IN = Duration.ofMinutes(5);
    private static final int LONGEST = 320;

    private final Outbox outbox;
    private final Letters letters;
    private final Members members;
    private final SignInLinks links;
    private final SignInLimits limits;
    private final PublicAddress address;
    private final InstantSource real = InstantSource.system();

    SignInLetters(
            Outbox outbox,
            Letters letters,
            Members members,
            SignInLinks links,
            SignInLimits limits,
            PublicAddress address) {
        this.outbox = outbox;
        this.letters = letters;
        this.members = members;
        this.links = links;
        this.limits = limits;
        this.address = address;
    }

    record Asked(String name) {}

    /// Whether a link can be mailed at all.
    boolean possible() {
        return letters.leaveTheHouse();
    }

    /// @param name a username or a mail address, whoever's
    @Transactional
    void ask(String name, String from) {
        limits.take("a link for " + name, from);
        var plain = name.strip().replaceAll("\\p{Cntrl}", "");
        outbox.put(NAME, NAME, new Asked(plain.length() > LONGEST ? "" : plain));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        var asked = row.payload(Asked.class).name();
        members.findByUsername(asked).or(() -> members.findByEmail(asked)).filter(Member::active).ifPresent(this::post);
    }

    /// Asked for again within minutes, it is the same letter.
    private void post(Member member) {
        var time = real.instant().getEpochSecond() / ONCE_IN.toSeconds();
        letters.post(new Letter(
                NAME + "-" + member.id() + "-" + time, member.email(), member.name(), "Your link to sign in",
                text(member), html(member), Map.of(HEADER, NAME + " " + member.id())));
    }

    /// The link itself is made when the letter leaves, and stands in no copy of it.
    @Override
    public String written(String about) {
        return members.find(Long.parseLong(about)).filter(Member::active)
                .map(member -> address.link(links.mailed(member)))
                .orElse(address.link("/-/sign-in"));
    }

    private static String text(Member member) {
        return """
                Hello %s,

                This link signs you in, once, within an hour:

                %s

                Somebody, probably you, asked for it where one signs in. If it wasn't you, do nothing: it stands in this
                letter alone.
                """.formatted(member.name(), PLACE);
    }

    private static String html(Member member) {
        return """
                <!doctype html><html lang="en"><body style="font:16px/1.5 Georgia,serif;color:#1b2330">
                <p>Hello %s,</p>
                <p>This link signs you in, once, within an hour:</p>
                <p><a href="%s">%s</a></p>
                <p style="font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px">Somebody, probably
                you, asked for it where one signs in. If it wasn’t you, do nothing: it stands in this letter alone.</p>
                </body></html>
                """.formatted(HtmlUtils.htmlEscape(member.name()), PLACE, PLACE);
    }
}
