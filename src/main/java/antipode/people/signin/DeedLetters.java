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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/// Mails the links of [MailedDeeds], at any hour: their readers are there. Who asks at the door learns nothing of who has an
/// account, neither from the answer nor from how long it takes: the name is looked up afterwards.
@Component
class DeedLetters implements OutboxConsumer, Enclosure {

    private static final String NAME = "mailed-deed";
    private static final Duration ONCE_IN = Duration.ofMinutes(5);
    private static final int LONGEST = 320;

    private final Outbox outbox;
    private final Letters letters;
    private final Members members;
    private final MailedDeeds deeds;
    private final SignInPolicies policies;
    private final SignInLimits limits;
    private final PublicAddress address;
    private final InstantSource real = InstantSource.system();

    DeedLetters(
            Outbox outbox, Letters letters, Members members, MailedDeeds deeds, SignInPolicies policies, SignInLimits limits,
            PublicAddress address) {
        this.outbox = outbox;
        this.letters = letters;
        this.members = members;
        this.deeds = deeds;
        this.policies = policies;
        this.limits = limits;
        this.address = address;
    }

    /// @param who a username or a mail address, whoever's
    record Asked(MailedDeed.Kind kind, String who) {}

    /// Somebody at the door has forgotten their password, or has no account yet.
    @Transactional
    void ask(MailedDeed.Kind kind, String who, String from) {
        limits.take(kind.key() + " for " + who, from);
        var plain = who.strip().replaceAll("\\p{Cntrl}", "");
        outbox.put(NAME, NAME, new Asked(kind, plain.length() > LONGEST ? "" : plain));
    }

    /// A member wishes to have another mail address: a letter goes there.
    void prove(Member member, String email) {
        post(MailedDeed.Kind.EMAIL, member.id(), email, member.name(), "Is this your address?",
                "With this link, used within an hour, letters and links for @" + member.username() + " go to this address:",
                "If you don't know what this is about, do nothing: nothing is changed.");
    }

    /// Their former address learns of it, in case it wasn't they who changed it.
    void tell(Member before, String email) {
        var text = "From now on letters and links for @" + before.username() + " go to " + email
                + ". If it wasn't you who changed this, tell an administrator at once.";
        letters.post(new Letter(
                NAME + "-told-" + before.id() + "-" + real.instant().getEpochSecond(), before.email(), before.name(),
                "Your mail address was changed", "Hello " + before.name() + ",\n\n" + text + "\n",
                html(before.name(), text, null, ""), Map.of()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        var asked = row.payload(Asked.class);
        var member = members.findByUsername(asked.who()).or(() -> members.findByEmail(asked.who())).filter(Member::active);
        if (asked.kind() == MailedDeed.Kind.PASSWORD) {
            member.ifPresent(one -> post(MailedDeed.Kind.PASSWORD, one.id(), one.email(), one.name(), "Your link to choose another password",
                    "With this link you choose another password, once, within an hour:",
                    "Somebody, probably you, said that they had forgotten it. If it wasn't you, do nothing: your password stays."));
        } else if (members.findByEmail(asked.who()).isEmpty() && Members.isAddress(asked.who()) && policies.current().welcomes(asked.who())) {
            post(MailedDeed.Kind.ACCOUNT, null, asked.who(), "", "Your link to make an account",
                    "With this link you make yourself an account, once, within an hour:",
                    "Somebody, probably you, asked for it where one signs in. If it wasn't you, do nothing.");
        }
    }

    /// Asked for again within minutes, it is the same letter.
    private void post(MailedDeed.Kind kind, @Nullable Long memberId, String to, String name, String subject, String words, String otherwise) {
        var time = real.instant().getEpochSecond() / ONCE_IN.toSeconds();
        letters.post(new Letter(
                NAME + "-" + kind.key() + "-" + memberId + "-" + to + "-" + time, to, name.isEmpty() ? to : name, subject,
                (name.isEmpty() ? "Hello,\n\n" : "Hello " + name + ",\n\n") + words + "\n\n" + PLACE + "\n\n" + otherwise + "\n",
                html(name, words, PLACE, otherwise),
                Map.of(HEADER, NAME + " " + kind.key() + ":" + (memberId == null ? "" : memberId) + ":" + to)));
    }

    /// The link itself is made when the letter leaves, and stands in no copy of it.
    @Override
    public String written(String about) {
        var parts = about.split(":", 3);
        var kind = MailedDeed.Kind.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
        var member = parts[1].isEmpty() ? null : Long.valueOf(parts[1]);
        var deed = new MailedDeed(kind, member, kind == MailedDeed.Kind.PASSWORD ? null : parts[2]);
        return address.link(path(kind) + deeds.create(deed));
    }

    static String path(MailedDeed.Kind kind) {
        return switch (kind) {
            case PASSWORD -> "/-/sign-in/forgotten/";
            case EMAIL -> "/-/sign-in/address/";
            case ACCOUNT -> "/-/sign-up/";
        };
    }

    private static String html(String name, String words, @Nullable String link, String otherwise) {
        var said = new StringBuilder("<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#1b2330\">\n<p>Hello");
        if (!name.isEmpty()) said.append(' ').append(HtmlUtils.htmlEscape(name));
        said.append(",</p>\n<p>").append(HtmlUtils.htmlEscape(words)).append("</p>\n");
        if (link != null) said.append("<p><a href=\"").append(link).append("\">").append(link).append("</a></p>\n");
        if (!otherwise.isEmpty()) {
            said.append("<p style=\"font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px\">")
                    .append(HtmlUtils.htmlEscape(otherwise)).append("</p>\n");
        }
        return said.append("</body></html>\n").toString();
    }
}
