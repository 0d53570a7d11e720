package antipode.hints;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Which hints a member wants.
@Controller
@May(Who.MEMBER)
class HintSettingsController {

    private final Silences silences;

    HintSettingsController(Silences silences) {
        this.silences = silences;
    }

    @GetMapping("/-/settings/hints")
    Page show(Actor actor) {
        return new HintSettingsPage(silences.of(actor));
    }

    @PostMapping("/-/settings/hints")
    Redirect keep(@RequestParam(required = false, name = "rule") @Nullable List<String> wanted, Actor actor) {
        Set<Rule> silenced = EnumSet.allOf(Rule.class);
        if (wanted != null) {
            wanted.forEach(key -> Rule.of(key).ifPresent(silenced::remove));
        }
        silences.keep(actor, silenced);
        return Redirect.to("/-/settings/hints").saying(Notice.done("Saved."));
    }
}
