package antipode.delivery;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Why did I get this, and why now?
@Controller
class NoticeController {

    private static final int LISTED = 30;
    private static final int WAITING = 200;

    private final Notices notices;
    private final Wishes wishes;

    NoticeController(Notices notices, Wishes wishes) {
        this.notices = notices;
        this.wishes = wishes;
    }

    @GetMapping("/-/notices")
    @May(Who.MEMBER)
    Page list(Actor actor, @RequestParam(defaultValue = "0") long before) {
        List<Notice> past = notices.past(actor, Math.max(0, before), LISTED + 1);
        boolean more = past.size() > LISTED;
        List<Notice> shown = more ? past.subList(0, LISTED) : past;
        return new NoticesPage(
                wishes.of(actor.id()).mode(), before > 0 ? List.of() : notices.held(actor, WAITING), shown,
                more ? "/-/notices?before=" + shown.getLast().id() : null, before <= 0);
    }
}
