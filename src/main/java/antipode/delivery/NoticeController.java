package antipode.delivery;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Why did I get this, and why now?
@Controller
class NoticeController {

    private static final int LISTED = 200;

    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping("/-/notices")
    @May(Who.MEMBER)
    Page list(Actor actor) {
        return NoticesPage.of(notices.latest(actor, LISTED));
    }
}
