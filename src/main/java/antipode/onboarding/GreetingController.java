package antipode.onboarding;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.people.signin.SignIns;
import antipode.people.signin.SignInPolicies;
import antipode.web.Page;
import antipode.web.Redirect;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// Tells a new member what this is.
@Controller
@May(Who.MEMBER)
class GreetingController {

    static final String HERE = "/-/greeting";

    private final Greetings greetings;
    private final Workspace workspace;
    private final SignIns signIns;
    private final SignInPolicies policies;
    private final JdbcClient jdbc;

    GreetingController(Greetings greetings, Workspace workspace, SignIns signIns, SignInPolicies policies, JdbcClient jdbc) {
        this.greetings = greetings;
        this.workspace = workspace;
        this.signIns = signIns;
        this.policies = policies;
        this.jdbc = jdbc;
    }

    @GetMapping(HERE)
    Page show(Member member) {
        var hours = jdbc.sql("select exists (select from member_hours where member_id = :me)").param("me", member.id()).query(Boolean.class).single();
        var key = jdbc.sql("select exists (select from passkey where member_id = :me)").param("me", member.id()).query(Boolean.class).single();
        return new GreetingPage(
                member, workspace.name().orElse("Antipode"), hours, policies.current().passkeys() && !key && !signIns.hasPassword(member.id()));
    }

    @PostMapping(HERE + "/dismissal")
    View dismiss(Member member) {
        greetings.seen(member);
        return Redirect.to("/");
    }
}
