package antipode.invitations;

import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.onboarding.Workspace;
import antipode.web.PublicAddress;
import antipode.web.Times;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Mails invitations, at any hour: nobody knows their reader's yet. The link is made as the letter leaves, and stands in no
/// copy of it.
@Component
class InvitationLetters implements Enclosure {

    private static final String NAME = "invitation";

    private final Letters letters;
    private final InvitationRows rows;
    private final Workspace workspace;
    private final Clock clock;
    private final PublicAddress address;

    InvitationLetters(
            Letters letters, InvitationRows rows, Workspace workspace, Clock clock,
            PublicAddress address) {
        this.letters = letters;
        this.rows = rows;
        this.workspace = workspace;
        this.clock = clock;
        this.address = address;
    }

    /// Whether one can be mailed, and not only handed over.
    boolean leave() {
        return letters.leaveTheHouse();
    }

    /// Sent again within a second, it is the same letter.
    void post(Invitation invitation) {
        var to = String.valueOf(invitation.email());
        var here = workspace.name().orElse("Antipode");
        var inviter = Enclosure.harmless(invitation.inviter());
        var hello = invitation.name().isBlank() ? "Hello," : "Hello " + Enclosure.harmless(invitation.name()) + ",";
        var where = invitation.gifts().isEmpty() ? "" : ", to " + Enclosure.harmless(
                invitation.gifts().stream().map(gift -> gift.place().named()).collect(Collectors.joining(" and ")));
        var words = inviter + " invites you to work with " + Enclosure.harmless(here) + where
                + ". With this link you say who you are, and come in:";
        var until = "It works once, until " + new Times(clock.instant(), ZoneOffset.UTC).exact(invitation.expiresAt())
                + " UTC. If you don't know what this is about, do nothing: without it there is no account of yours.";
        letters.post(new Letter(
                NAME + "-" + invitation.id() + "-" + clock.instant().getEpochSecond(), to, invitation.name().isBlank() ? to : invitation.name(),
                invitation.inviter() + " invites you to " + here,
                hello + "\n\n" + words + "\n\n" + PLACE + "\n\n" + until + "\n",
                html(hello, words, until), Map.of(HEADER, NAME + " " + invitation.id())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean due(String about) {
        return rows.maybe(Long.parseLong(about)).filter(one -> one.open(clock.instant())).isPresent();
    }

    @Override
    public String written(String about) {
        return address.link(JoinController.HERE + rows.secret(Long.parseLong(about)));
    }

    private static String html(String hello, String words, String until) {
        return """
                <!doctype html><html lang="en"><body style="font:16px/1.5 Georgia,serif;color:#1b2330">
                <p>%s</p>
                <p>%s</p>
                <p><a href="%s">%s</a></p>
                <p style="font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px">%s</p>
                </body></html>
                """.formatted(HtmlUtils.htmlEscape(hello), HtmlUtils.htmlEscape(words), PLACE, PLACE, HtmlUtils.htmlEscape(until));
    }
}
