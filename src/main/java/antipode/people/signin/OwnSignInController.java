package antipode.people.signin;

import antipode.mail.Letters;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// How a member comes in, as they set it themselves, and where they are signed in.
@Controller
@May(Who.MEMBER)
class OwnSignInController {

    private final SignIns signIns;
    private final SecondSteps secondSteps;
    private final Passkeys passkeys;
    private final ForeignIdentities identities;
    private final Providers providers;
    private final MailedDeeds deeds;
    private final SignInPolicies policies;
    private final Threshold threshold;
    private final Letters letters;

    OwnSignInController(
            SignIns signIns, SecondSteps secondSteps, Passkeys passkeys, ForeignIdentities identities,
            Providers providers, MailedDeeds deeds, SignInPolicies policies, Threshold threshold, Letters letters) {
        this.signIns = signIns;
        this.secondSteps = secondSteps;
        this.passkeys = passkeys;
        this.identities = identities;
        this.providers = providers;
        this.deeds = deeds;
        this.policies = policies;
        this.threshold = threshold;
        this.letters = letters;
    }

    @GetMapping("/-/settings/sign-in")
    Page overview(Member member) {
        return overview(member, "", Map.of());
    }

    @PostMapping("/-/settings/sign-in/email")
    View wishMail(
            Member member, @RequestParam(defaultValue = "") String email, @RequestParam(required = false) @Nullable String current) {
        if (!letters.leaveTheHouse()) throw Problem.notFound("Page");
        try {
            signIns.wishMail(member, current, email);
            return Redirect.to("/-/settings/sign-in").saying(Notice.done("A letter is on its way to " + email.strip() + ". Open the link in it."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return overview(member, email, problem.fields());
        }
    }

    private SignInSettingsPage overview(Member member, String typed, Map<String, String> errors) {
        var linked = identities.of(member.id());
        var policy = policies.current();
        return new SignInSettingsPage(
                member, policy, signIns.hasPassword(member.id()), secondSteps.has(member.id()), passkeys.of(member.id()), linked,
                !policy.providers() ? List.of() : providers.all().stream()
                        .filter(provider -> linked.stream().noneMatch(one -> one.provider().equals(provider.key()))).toList(),
                deeds.wished(member.id()).orElse(null), letters.leaveTheHouse(), typed, errors);
    }

    @GetMapping("/-/settings/password")
    Page password(Member member) {
        return new PasswordPage(signIns.hasPassword(member.id()), Map.of());
    }

    @PostMapping("/-/settings/password")
    View changePassword(
            Member member,
            @RequestParam(required = false) @Nullable String current,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            signIns.changePassword(member, current, password);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new PasswordPage(signIns.hasPassword(member.id()), problem.fields());
        }
        // Where a second step is asked for, it was taken in the session that ends here.
        var strong = policies.current().secondStep() || secondSteps.has(member.id());
        threshold.enter(member, Way.PASSWORD, strong, request, response);
        return Redirect.to("/-/settings/password")
                .saying(Notice.done("The password is changed, and every other browser is signed out."));
    }
}
