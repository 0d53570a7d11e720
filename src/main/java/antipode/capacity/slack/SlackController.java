package antipode.capacity.slack;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Connects somebody's Slack to their capacity.
@Controller
@May(Who.MEMBER)
class SlackController {

    private static final String SETTINGS = "/-/settings/capacity";

    private final SlackLinks links;

    SlackController(SlackLinks links) {
        this.links = links;
    }

    @GetMapping(SETTINGS + "/slack/new")
    Page form() {
        return new SlackFormPage(true, null);
    }

    @PostMapping(SETTINGS + "/slack")
    View connect(
            Member member, @RequestParam(defaultValue = "") String token, @RequestParam(required = false) @Nullable String silences) {
        try {
            var link = links.connect(member, token, silences != null);
            return Redirect.to(SETTINGS + "#slack").saying(Notice.done("“" + link.workspace() + "” hears of your capacity from now on."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return new SlackFormPage(silences != null, String.join(" ", problem.fields().values()));
        }
    }

    @PostMapping(SETTINGS + "/slack/removal")
    Redirect disconnect(Member member) {
        links.disconnect(member.id());
        return Redirect.to(SETTINGS + "#slack").saying(Notice.done("Slack is disconnected, and the token is forgotten."));
    }
}
