package antipode.incoming;

import antipode.delivery.letters.ReplyKeys;
import antipode.mail.Bounces;
import antipode.mail.ReplyAddress;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.IncomingMails;
import antipode.mail.incoming.ReadMail;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a member sent here by mail: what became of it, what waits for their word, and the addresses it can come to.
@Controller
@May(Who.MEMBER)
class MyMailController {

    static final String PATH = "/-/settings/mail";
    private static final int LISTED = 50;

    private final IncomingMails mails;
    private final Claims claims;
    private final Postman postman;
    private final ReplyKeys keys;
    private final ProjectAddresses addresses;
    private final ReplyAddress replies;
    private final Bounces bounces;
    private final Members members;

    MyMailController(
            IncomingMails mails, Claims claims, Postman postman, ReplyKeys keys, ProjectAddresses addresses, ReplyAddress replies,
            Bounces bounces, Members members) {
        this.members = members;
        this.bounces = bounces;
        this.mails = mails;
        this.claims = claims;
        this.postman = postman;
        this.keys = keys;
        this.addresses = addresses;
        this.replies = replies;
    }

    @GetMapping(PATH)
    Page list(@RequestParam(defaultValue = "0") long before, Actor actor) {
        List<Long> ids = claims.mails(actor, Math.max(0, before), LISTED + 1);
        List<Incoming> found = mails.all(ids.size() > LISTED ? ids.subList(0, LISTED) : ids);
        Map<Long, Claim> theirs = claims.of(ids);
        return new MyMailPage(
                found, theirs, keys.count(actor), addresses.of(actor), replies.exists(), bounces.of(actor.require().email()).orElse(null),
                ids.size() > LISTED ? PATH + "?before=" + ids.get(LISTED - 1) : null, before > 0 ? PATH : null);
    }

    /// A mail as it is read here: what was taken from it and what was cut.
    @GetMapping(PATH + "/{id}")
    @OwnTransactions
    Page show(@PathVariable long id, Actor actor) {
        Incoming mail = find(actor, id);
        try (ReadMail read = mails.read(id)) {
            Claim claim = claims.find(id).orElse(null);
            Member claimant = claim == null ? null : members.find(claim.memberId()).orElse(null);
            return new IncomingMailPage(mail, claim, claimant, actor, read.words(), read.files());
        }
    }

    /// The same as it came, to be saved: never as a page.
    @GetMapping(PATH + "/{id}/raw")
    @OwnTransactions
    void raw(@PathVariable long id, Actor actor, HttpServletResponse response) throws IOException {
        Incoming mail = find(actor, id);
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"mail-" + mail.id() + ".eml\"");
        response.setHeader("Cache-Control", "no-store");
        mails.copy(id, response.getOutputStream());
    }

    /// One's own; an administrator may look at all, as nothing else shows what went wrong.
    private Incoming find(Actor actor, long id) {
        boolean own = claims.find(id).filter(claim -> actor.is(claim.memberId())).isPresent();
        return mails.find(id).filter(_ -> own || actor.administrator()).orElseThrow(() -> Problem.notFound("Mail"));
    }

    @PostMapping(PATH + "/{id}/posting")
    Redirect post(@PathVariable long id, Actor actor) {
        return Redirect.to(postman.confirm(actor, id).path()).saying(Notice.done("Your mail is posted."));
    }

    @PostMapping(PATH + "/{id}/putting-aside")
    Redirect putAside(@PathVariable long id, @RequestParam(required = false) @Nullable String from, Actor actor) {
        postman.putAside(actor, id);
        return Redirect.back(from, PATH).saying(Notice.done("That mail is put aside. It is still kept."));
    }

    @PostMapping(PATH + "/resumption")
    Redirect resume(Actor actor) {
        bounces.resume(actor.require().email());
        return Redirect.to(PATH).saying(Notice.done("You are sent letters again, from the next one on."));
    }

    @PostMapping(PATH + "/keys/revocation")
    Redirect revokeKeys(Actor actor) {
        int revoked = keys.revokeAll(actor);
        return Redirect.to(PATH).saying(Notice.done(revoked == 0
                ? "There was no letter that could be answered."
                : "The letters you got until now can no longer be answered by mail."));
    }

    @PostMapping(PATH + "/addresses/{id}/revocation")
    Redirect revoke(@PathVariable long id, Actor actor) {
        addresses.revoke(actor, id);
        return Redirect.to(PATH).saying(Notice.done("That address opens no issues any more."));
    }
}
