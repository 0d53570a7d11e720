package antipode.delivery.letters;

import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import antipode.web.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Stops the letters about a thread with one click from any mail program (RFC 8058). The key says whose click it is, so
/// nobody has to sign in. What only looks, as programs that follow every link do, changes nothing.
@Controller
class UnsubscribeController {

    private static final String PATH = "/-/sent_notifications/{key}/unsubscribe";

    private final ReplyKeys keys;
    private final Unsubscriptions unsubscriptions;

    UnsubscribeController(ReplyKeys keys, Unsubscriptions unsubscriptions) {
        this.keys = keys;
        this.unsubscriptions = unsubscriptions;
    }

    @GetMapping(PATH)
    @May(Who.ANYONE)
    Page ask(@PathVariable String key) {
        return new UnsubscribePage(key, find(key).issuableId() == null, false);
    }

    @PostMapping(PATH)
    @May(Who.ANYONE)
    Page unsubscribe(@PathVariable String key) {
        SentNotification sent = find(key);
        unsubscriptions.stop(sent);
        return new UnsubscribePage(key, sent.issuableId() == null, true);
    }

    private SentNotification find(String key) {
        return keys.find(key).orElseThrow(() -> Problem.notFound("Notification"));
    }
}
