package antipode.invitations;

import antipode.onboarding.Workspace;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Picture;
import antipode.people.Who;
import antipode.people.signin.SignInLimits;
import antipode.people.signin.SignInPolicies;
import antipode.people.signin.Threshold;
import antipode.people.signin.Way;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/// Where whoever is invited comes in. Opening the page changes nothing, so that a mail scanner may; its button does.
@Controller
@May(Who.ANYONE)
class JoinController {

    static final String HERE = "/-/join/";
    private static final String FIRST = "/-/greeting";

    private final Invitations invitations;
    private final InvitationLetters letters;
    private final SignInPolicies policies;
    private final SignInLimits limits;
    private final Threshold threshold;
    private final Workspace workspace;

    JoinController(
            Invitations invitations, InvitationLetters letters, SignInPolicies policies, SignInLimits limits, Threshold threshold,
            Workspace workspace) {
        this.invitations = invitations;
        this.letters = letters;
        this.policies = policies;
        this.limits = limits;
        this.threshold = threshold;
        this.workspace = workspace;
    }

    @GetMapping(HERE + "{secret}")
    Page show(@PathVariable String secret, Actor actor, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return page(secret, actor, Map.of(), Map.of());
    }

    /// Whoever follows a link that several have says their address, and proves it by a letter.
    @PostMapping(HERE + "{secret}/address")
    View prove(@PathVariable String secret, @RequestParam(defaultValue = "") String email, Actor actor, HttpServletRequest request) {
        if (!letters.leave()) throw Problem.notFound("Page");
        try {
            limits.take("an invitation for " + email, request.getRemoteAddr());
            invitations.prove(secret, email);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(secret, actor, Map.of("email", email), problem.fields());
        }
        return Redirect.to("/-/sign-in").saying(Notice.done(
                "If nobody here has that address yet, a letter is on its way to it. Its link lets you in. Whoever has an account signs in first, and follows the link then."));
    }

    /// Somebody who has an account follows a link.
    @PostMapping(HERE + "{secret}/self")
    @May(Who.MEMBER)
    View join(@PathVariable String secret, Actor actor) {
        invitations.accept(actor, secret);
        return Redirect.to("/").saying(Notice.done("You belong to it now."));
    }

    @PostMapping(HERE + "{secret}")
    View accept(
            @PathVariable String secret, @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile picture, Actor actor, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        var invitation = invitations.open(secret);
        if (invitation.link() && letters.leave()) throw Problem.conflict("Say your mail address first.");
        try {
            var password = form.getOrDefault("password", "");
            var policy = policies.current();
            if (password.isEmpty() && passwordNeeded()) throw Problem.invalid("password", "can't be blank");
            var member = invitations.accept(secret, new Invitations.Answer(
                    form.getOrDefault("email", ""), form.getOrDefault("name", ""), form.getOrDefault("username", ""),
                    form.getOrDefault("zone", ""), form.getOrDefault("hours", ""),
                    password.isEmpty() || !policy.passwords() ? null : password,
                    picture == null || picture.isEmpty() ? null : Picture.read("picture", picture.getInputStream())));
            return threshold.pass(member, Way.LINK, FIRST, request, response);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(secret, actor, form, problem.fields());
        }
    }

    /// Whether there is no other way to come back.
    private boolean passwordNeeded() {
        var policy = policies.current();
        return policy.passwords() && !policy.passkeys() && !(policy.links() && letters.leave());
    }

    private JoinPage page(String secret, Actor actor, Map<String, String> values, Map<String, String> errors) {
        return new JoinPage(
                secret, invitations.open(secret), workspace.name().orElse("Antipode"), actor.member(), letters.leave(),
                policies.current().passwords(), passwordNeeded(), values, errors);
    }
}
