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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where an administrator says how one may come in.
@Controller
@May(Who.ADMINISTRATOR)
class PolicyController {

    private final SignInPolicies policies;
    private final Providers providers;
    private final ForeignIdentities identities;
    private final ProviderTalk talk;
    private final OwnAddress address;
    private final Letters letters;

    PolicyController(
            SignInPolicies policies, Providers providers, ForeignIdentities identities, ProviderTalk talk, OwnAddress address, Letters letters) {
        this.policies = policies;
        this.providers = providers;
        this.identities = identities;
        this.talk = talk;
        this.address = address;
        this.letters = letters;
    }

    @GetMapping("/-/admin/sign-in")
    Page show(HttpServletRequest request) {
        var policy = policies.current();
        return page(policy, String.join(" ", policy.domains()), List.of(), false, Map.of(), lines(request, null, ""));
    }

    @PostMapping("/-/admin/sign-in")
    View change(Member administrator, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var typed = form.getOrDefault("domains", "");
        var policy = policy(form, List.of());
        try {
            policy = policy(form, SignInPolicies.domains(typed));
            policies.change(administrator, policy, form.containsKey("meant"));
            return Redirect.to("/-/admin/sign-in").saying(Notice.done("From now on one comes in this way."));
        } catch (Problem problem) {
            if (problem.status() != 409 && problem.fields().isEmpty()) throw problem;
            var locked = problem.status() == 409 ? policies.lockedOut(policy) : List.<Member>of();
            var hopeless = !locked.isEmpty() && problem.message().startsWith("No administrator");
            return page(policy, typed, locked, hopeless, problem.fields(), lines(request, null, ""));
        }
    }

    /// Asks a provider for what it says of itself, and changes nothing.
    @PostMapping("/-/admin/sign-in/providers/{key}/trial")
    Page attempt(@PathVariable String key, HttpServletRequest request) {
        var provider = providers.find(key);
        String found;
        try {
            talk.metadata(provider, true);
            found = "It answers, and says that it is this issuer.";
        } catch (ProviderFailure failure) {
            found = failure.sentence();
        }
        var policy = policies.current();
        return page(policy, String.join(" ", policy.domains()), List.of(), false, Map.of(), lines(request, key, found));
    }

    private PolicyPage page(
            SignInPolicy policy, String domains, List<Member> locked, boolean hopeless, Map<String, String> errors,
            List<PolicyPage.ProviderLine> lines) {
        return new PolicyPage(policy, domains, letters.leaveTheHouse(), lines, policies.withOneStep(), locked, hopeless, errors);
    }

    private List<PolicyPage.ProviderLine> lines(HttpServletRequest request, @Nullable String tried, String found) {
        var counts = identities.counts();
        return providers.all().stream()
                .map(provider -> new PolicyPage.ProviderLine(
                        provider, address.of(request) + provider.back(), counts.getOrDefault(provider.key(), 0),
                        provider.key().equals(tried) ? found : null))
                .toList();
    }

    private static SignInPolicy policy(Map<String, String> form, List<String> domains) {
        return new SignInPolicy(
                form.containsKey("passwords"), form.containsKey("links"), form.containsKey("passkeys"), form.containsKey("providers"),
                form.containsKey("second_step"), domains);
    }
}
