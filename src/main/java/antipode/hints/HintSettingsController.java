package antipode.hints;

import antipode.database.Settings;
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
import org.springframework.web.servlet.View;

/// Which hints a member wants.
@Controller
@May(Who.MEMBER)
class HintSettingsController {

    private final Silences silences;
    private final Settings settings;

    HintSettingsController(Silences silences, Settings settings) {
        this.silences = silences;
        this.settings = settings;
    }

    @GetMapping("/-/settings/hints")
    Page show(Actor actor) {
        return new HintSettingsPage(silences.of(actor), actor.administrator(), settings.get(Glossary.SETTING).orElse(""), null);
    }

    /// Which page explains the abbreviations of the workspace; empty for `glossary.md` of its handbook.
    @PostMapping("/-/admin/glossary")
    @May(Who.ADMINISTRATOR)
    View name(@RequestParam(defaultValue = "") String page, Actor actor) {
        String named = page.strip();
        if (!named.isEmpty() && !Glossary.NAMED.matcher(named).matches()) {
            return new HintSettingsPage(
                    silences.of(actor), true, named, "Name a project and a page of it, like halyard/handbook:glossary.md.");
        }
        settings.put(Glossary.SETTING, named);
        return Redirect.to("/-/settings/hints").saying(Notice.done("Saved for everyone."));
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
