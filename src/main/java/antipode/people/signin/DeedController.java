package antipode.people.signin;

import antipode.mail.Letters;
import antipode.people.May;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// For whoever has forgotten their password, has another mail address, or has no account yet: asked for at the door, done
/// behind a link in a letter.
@Controller
@May(Who.ANYONE)
class DeedController {

    private final DeedLetters letters;
    private final MailedDeeds deeds;
    private final SignIns signIns;
    private final SignInPolicies policies;
    private final Members members;
    private final Threshold threshold;
    private final Letters office;

    DeedController(
            DeedLetters letters, MailedDeeds deeds, SignIns signIns, SignInPolicies policies, Members members, Threshold threshold,
            Letters office) {
        this.letters = letters;
        this.deeds = deeds;
        this.signIns = signIns;
        this.policies = policies;
        this.members = members;
        this.threshold = threshold;
        this.office = office;
    }

    @GetMapping("/-/sign-in/forgotten")
    Page forgotten() {
        mails(Way.PASSWORD);
        return new AskForLetterPage(MailedDeed.Kind.PASSWORD, policies.current().domains(), "", null, 200);
    }

    /// The answer is the same whether anybody has that name.
    @PostMapping("/-/sign-in/forgotten")
    View askForPassword(@RequestParam(defaultValue = "") String name, HttpServletRequest request, HttpServletResponse response) {
        mails(Way.PASSWORD);
        return ask(MailedDeed.Kind.PASSWORD, name, "If that is a member, a letter with a link is on its way to their mail address.", request, response);
    }

    @GetMapping("/-/sign-in/forgotten/{secret}")
    Page chooseAnother(@PathVariable String secret) {
        deeds.find(MailedDeed.Kind.PASSWORD, secret);
        return new NewPasswordPage(secret, Map.of());
    }

    /// Chooses another password and signs out everywhere. The second step stays.
    @PostMapping("/-/sign-in/forgotten/{secret}")
    View resetPassword(@PathVariable String secret, @RequestParam(defaultValue = "") String password) {
        mails(Way.PASSWORD);
        try {
            signIns.resetPassword(secret, password);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new NewPasswordPage(secret, problem.fields());
        }
        return Redirect.to("/-/sign-in").saying(Notice.done("That is your password from now on, and every browser is signed out. Sign in with it."));
    }

    @GetMapping("/-/sign-in/address/{secret}")
    Page address(@PathVariable String secret) {
        var deed = deeds.find(MailedDeed.Kind.EMAIL, secret);
        return new ProvenAddressPage(secret, String.valueOf(deed.email()));
    }

    @PostMapping("/-/sign-in/address/{secret}")
    View prove(@PathVariable String secret) {
        var member = signIns.moveMail(secret);
        return Redirect.to("/").saying(Notice.done("Letters and links go to " + member.email() + " from now on."));
    }

    @GetMapping("/-/sign-up")
    Page signUp() {
        welcomes();
        return new AskForLetterPage(MailedDeed.Kind.ACCOUNT, policies.current().domains(), "", null, 200);
    }

    /// The answer is the same for whoever has an account, and for whomever the workspace doesn't welcome.
    @PostMapping("/-/sign-up")
    View askForAccount(@RequestParam(defaultValue = "") String name, HttpServletRequest request, HttpServletResponse response) {
        welcomes();
        return ask(MailedDeed.Kind.ACCOUNT, name, "If that address is welcome and nobody here has it, a letter with a link is on its way to it.",
                request, response);
    }

    @GetMapping("/-/sign-up/{secret}")
    Page makeAccount(@PathVariable String secret) {
        var deed = deeds.find(MailedDeed.Kind.ACCOUNT, secret);
        return new NewAccountPage(secret, String.valueOf(deed.email()), policies.current().passwords(), Map.of(), Map.of());
    }

    @PostMapping("/-/sign-up/{secret}")
    View createAccount(
            @PathVariable String secret, @RequestParam Map<String, String> form, HttpServletRequest request, HttpServletResponse response) {
        welcomes();
        var deed = deeds.find(MailedDeed.Kind.ACCOUNT, secret);
        try {
            return threshold.pass(signIns.createAccount(secret, form), Way.LINK, "", request, response);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new NewAccountPage(secret, String.valueOf(deed.email()), policies.current().passwords(), form, problem.fields());
        }
    }

    private View ask(MailedDeed.Kind kind, String name, String said, HttpServletRequest request, HttpServletResponse response) {
        if (name.isBlank()) return new AskForLetterPage(kind, policies.current().domains(), name, "Say who you are first.", 422);
        try {
            letters.ask(kind, name, request.getRemoteAddr());
        } catch (Problem problem) {
            var wait = problem.retryAfter();
            if (wait == null) throw problem;
            response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
            return new AskForLetterPage(kind, policies.current().domains(), name,
                    "That was tried too often from here. Try again in " + Times.length(wait.plusSeconds(59)) + ".", 429);
        }
        return Redirect.to("/-/sign-in").saying(Notice.done(said + " It works once, within an hour."));
    }

    private void mails(Way way) {
        if (!office.leaveTheHouse()) throw Problem.notFound("Page");
        policies.require(way);
    }

    private void welcomes() {
        if (!office.leaveTheHouse() || policies.current().domains().isEmpty()) throw Problem.notFound("Page");
    }
}
