package antipode.incoming;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.mail.incoming.Cut;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.IncomingMails;
import antipode.mail.incoming.MailFile;
import antipode.mail.incoming.ReadMail;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Mail that came in, for an administrator: our own, in GitLab's manner. Older ones with `before`.
@Api
@May(Who.ADMINISTRATOR)
class QuarantineApi {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final String[] STATES = Arrays.stream(Incoming.State.values()).map(Incoming.State::key).toArray(String[]::new);

    private final IncomingMails mails;
    private final Claims claims;
    private final Members members;
    private final Postman postman;

    QuarantineApi(IncomingMails mails, Claims claims, Members members, Postman postman) {
        this.mails = mails;
        this.claims = claims;
        this.members = members;
        this.postman = postman;
    }

    /// A mail; never the address it came to, as that holds a key.
    ///
    /// @param state     `received`, `posted`, `quarantined`, `refused` or `ignored`
    /// @param reason    why, as the end of a sentence
    /// @param sender    whom the envelope names
    /// @param copies    how often the same was brought
    /// @param claimedBy in whose name it would be posted
    /// @param targetUrl where it stands now
    record MailJson(
            long id,
            String state,
            String reason,
            String from,
            String sender,
            String subject,
            String messageId,
            String cameBy,
            long size,
            int copies,
            Instant receivedAt,
            @Nullable UserJson claimedBy,
            @Nullable String targetUrl,
            String webUrl) {}

    /// @param body  what was written
    /// @param cut   what was left out of it: quotations, signatures
    /// @param files the names of the files that came with it
    record WholeJson(@JsonUnwrapped MailJson mail, String body, String cut, List<String> files) {}

    @GetMapping("/quarantine")
    List<MailJson> list(Parameters parameters, Site site) {
        String state = parameters.oneOf("state", STATES);
        long most = parameters.integer("per_page", USUAL);
        List<Incoming> found = mails.newest(
                state == null ? Incoming.State.QUARANTINED : Incoming.State.of(state), Math.max(0, parameters.integer("before", 0)),
                Math.toIntExact(Math.clamp(most, 1, MOST)));
        Map<Long, Claim> theirs = claims.of(found.stream().map(Incoming::id).toList());
        Map<Long, Member> claimants = members.byIds(theirs.values().stream().map(Claim::memberId).toList());
        return found.stream()
                .map(mail -> {
                    Claim claim = theirs.get(mail.id());
                    return json(mail, claim, claim == null ? null : claimants.get(claim.memberId()), site);
                })
                .toList();
    }

    @GetMapping("/quarantine/{id}")
    @OwnTransactions
    WholeJson show(@PathVariable long id, Site site) {
        MailJson mail = json(id, site);
        try (ReadMail read = mails.read(id)) {
            Cut words = read.words();
            return new WholeJson(mail, words.kept(), words.cut(), read.files().stream().map(MailFile::name).toList());
        }
    }

    /// Posts what waits in the name of whoever it waits for; what it orders stays words.
    @PostMapping("/quarantine/{id}/release")
    MailJson release(@PathVariable long id, Actor actor, Site site) {
        postman.release(actor, id);
        return json(id, site);
    }

    /// Puts aside what waits. It is still kept, as all mail is.
    @DeleteMapping("/quarantine/{id}")
    void drop(@PathVariable long id, Actor actor) {
        if (!postman.putAside(actor, id)) {
            throw Problem.conflict("That mail no longer waits.");
        }
    }

    private MailJson json(long id, Site site) {
        Incoming mail = mails.find(id).orElseThrow(() -> Problem.notFound("Mail"));
        Claim claim = claims.find(id).orElse(null);
        return json(mail, claim, claim == null ? null : members.find(claim.memberId()).orElse(null), site);
    }

    private static MailJson json(Incoming mail, @Nullable Claim claim, @Nullable Member claimant, Site site) {
        return new MailJson(
                mail.id(), mail.state().key(), mail.reason(), mail.fromLine(), mail.sender(), mail.subject(), mail.messageId(),
                mail.cameBy(), mail.size(), mail.copies(), mail.receivedAt(), claimant == null ? null : UserJson.of(claimant, site),
                claim == null || claim.path() == null ? null : site.url(claim.path()),
                site.url(MyMailController.PATH + "/" + mail.id()));
    }
}
