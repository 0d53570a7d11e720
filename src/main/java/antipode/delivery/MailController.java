package antipode.delivery;

import antipode.mail.Bounces;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Every letter, for an administrator to read.
@Controller
@May(Who.ADMINISTRATOR)
class MailController {

    private static final int LISTED = 50;

    private final Letters letters;
    private final Bounces bounces;

    MailController(Letters letters, Bounces bounces) {
        this.letters = letters;
        this.bounces = bounces;
    }

    @GetMapping("/-/admin/mail")
    Page list(@RequestParam(defaultValue = "0") long before) {
        List<Sent> rows = letters.newest(Math.max(0, before), LISTED + 1);
        List<Sent> shown = rows.size() > LISTED ? rows.subList(0, LISTED) : rows;
        return new MailPage(
                shown,
                before > 0 ? List.of() : bounces.all(),
                letters.leaveTheHouse(),
                rows.size() > LISTED ? "/-/admin/mail?before=" + shown.getLast().id() : null,
                before > 0 ? "/-/admin/mail" : null);
    }

    /// An address is sent letters again.
    @PostMapping("/-/admin/mail/resumption")
    Redirect resume(@RequestParam(defaultValue = "") String address) {
        return Redirect.to("/-/admin/mail").saying(bounces.resume(address)
                ? antipode.web.Notice.done("Letters go there again, from the next one on.")
                : antipode.web.Notice.done("Letters went there already."));
    }

    @GetMapping("/-/admin/mail/{id}")
    Page show(@PathVariable long id) {
        return new LetterPage(letters.find(id).orElseThrow(() -> Problem.notFound("Letter")));
    }
}
