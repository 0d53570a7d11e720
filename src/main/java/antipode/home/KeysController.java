package antipode.home;

import antipode.people.May;
import antipode.people.Who;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The keys of the product on one page; `?` shows the same above every other page.
@Controller
class KeysController {

    @GetMapping("/-/keys")
    @May(Who.ANYONE)
    KeysPage show() {
        return new KeysPage();
    }
}
