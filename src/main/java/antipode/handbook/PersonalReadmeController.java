package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// Begins one's own README.
@Controller
@May(Who.MEMBER)
class PersonalReadmeController {

    private final PersonalReadmes readmes;

    PersonalReadmeController(PersonalReadmes readmes) {
        this.readmes = readmes;
    }

    @PostMapping("/-/readme")
    Redirect begin(Actor actor) {
        return Redirect.to(readmes.begin(actor));
    }
}
