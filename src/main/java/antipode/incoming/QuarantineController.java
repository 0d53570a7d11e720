package antipode.incoming;

import antipode.mail.ReplyAddress;
import antipode.mail.incoming.Authentication;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.IncomingMails;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All mail that came in, for an administrator: nothing is thrown away, so what went astray is found here.
@Controller
@May(Who.ADMINISTRATOR)
class QuarantineController {

    static final String PATH = "/-/admin/mail/quarantine";
    private static final int LISTED = 50;

    private final IncomingMails mails;
    private final ReplyAddress address;
    private final Authentication authentication;
    private final Postman postman;

    QuarantineController(IncomingMails mails, ReplyAddress address, Authentication authentication, Postman postman) {
        this.postman = postman;
        this.mails = mails;
        this.address = address;
        this.authentication = authentication;
    }

    @GetMapping(PATH)
    Page list(@RequestParam(defaultValue = "quarantined") String state, @RequestParam(defaultValue = "0") long before) {
        Incoming.State chosen = Arrays.stream(Incoming.State.values()).filter(one -> one.key().equals(state)).findFirst().orElse(null);
        List<Incoming> rows = mails.newest(chosen, Math.max(0, before), LISTED + 1);
        List<Incoming> shown = rows.size() > LISTED ? rows.subList(0, LISTED) : rows;
        String here = PATH + "?state=" + (chosen == null ? "all" : chosen.key());
        return new QuarantinePage(
                shown, chosen, address.exists(), authentication.asked(),
                rows.size() > LISTED ? here + "&before=" + shown.getLast().id() : null, before > 0 ? here : null);
    }

    /// Posts what waits in the name of whoever it waits for.
    @PostMapping(PATH + "/{id}/release")
    Redirect release(@PathVariable long id, Actor actor) {
        return Redirect.to(postman.release(actor, id).path()).saying(Notice.done("That mail is posted."));
    }
}
