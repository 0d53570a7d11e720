package antipode.people.signin;

import antipode.hours.NextAtWork;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Coming in and going out.
@Controller
@May(Who.ANYONE)
class SignInController {

    private final SignIns signIns;
    private final SignInLinks links;
    private final SignInLetters letters;
    private final Sessions sessions;
    private final Threshold threshold;
    private final SignInPolicies policies;
    private final Providers providers;
    private final Members members;
    private final WorkingHours workingHours;
    private final Clock clock;
    private final boolean demo;

    SignInController(
            SignIns signIns,
            SignInLinks links,
            SignInLetters letters,
            Sessions sessions,
            Threshold threshold,
            SignInPolicies policies,
            Providers providers,
            Members members,
            WorkingHours workingHours,
            Clock clock,
            @Value("${antipode.demo:false}") boolean demo) {
        this.signIns = signIns;
        this.links = links;
        this.letters = letters;
        this.sessions = sessions;
        this.threshold = threshold;
        this.policies = policies;
        this.providers = providers;
        this.members = members;
        this.workingHours = workingHours;
        this.clock = clock;
        this.demo = demo;
    }

    @GetMapping("/-/sign-in")
    Page show(@RequestParam(defaultValue = "") String next) {
        return page("", next, null, 200);
    }

    @PostMapping("/-/sign-in")
    View signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        policies.require(Way.PASSWORD);
        try {
            var member = signIns.byPassword(name, password, request.getRemoteAddr());
            if (member.isPresent()) return threshold.pass(member.get(), Way.PASSWORD, next, request, response);
            return page(name, next, "That name and password don’t belong together. Check both, or "
                    + (letters.possible() ? "have a link mailed to you." : "ask an administrator for a link."), 401);
        } catch (Problem problem) {
            return refused(name, next, problem, response);
        }
    }

    /// The answer is the same whether anybody has that name.
    @PostMapping("/-/sign-in/link")
    View mailLink(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!letters.possible()) throw Problem.notFound("Page");
        policies.require(Way.LINK);
        if (name.isBlank()) return page(name, next, "Say who you are first: a username or a mail address.", 422);
        try {
            letters.ask(name, request.getRemoteAddr());
        } catch (Problem problem) {
            return refused(name, next, problem, response);
        }
        return Redirect.to("/-/sign-in").saying(Notice.done(
                "If that is a member, a letter with a link is on its way to their mail address. It signs in once, within an hour."));
    }

    private Page refused(String name, String next, Problem problem, HttpServletResponse response) {
        var wait = problem.retryAfter();
        if (wait == null) return page(name, next, problem.message(), problem.status());
        response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
        return page(name, next, "That was tried too often from here. Try again in " + Times.length(wait.plusSeconds(59)) + ".", 429);
    }

    /// In a demonstration, one click makes one anybody.
    @PostMapping("/-/sign-in/demo")
    View signInAsCast(
            @RequestParam String member,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!demo) throw Problem.notFound("Page");
        var chosen = members.findByUsername(member).filter(Member::active).orElseThrow(() -> Problem.notFound("Member"));
        return threshold.pass(chosen, Way.DEMO, next, request, response);
    }

    @GetMapping("/-/sign-in/link/{secret}")
    Page showLink(@PathVariable String secret) {
        return new SignInLinkPage(links.member(secret).orElseThrow(SignInController::usedUp), secret);
    }

    @PostMapping("/-/sign-in/link/{secret}")
    View useLink(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        if (links.member(secret).isEmpty()) throw usedUp();
        var member = links.use(secret);
        var into = threshold.pass(member, Way.LINK, "", request, response);
        return into instanceof SecondStepPage || signIns.hasPassword(member.id()) || !policies.current().passwords()
                ? into
                : Redirect.to("/-/settings/password").saying(Notice.done("You’re in. Choose a password, or ask for a link the next time."));
    }

    @GetMapping("/-/welcome/{secret}")
    Page welcome(@PathVariable String secret) {
        if (!links.opensTheWorkspace(secret)) throw usedUp();
        return new WelcomePage(secret, Map.of(), Map.of());
    }

    @PostMapping("/-/welcome/{secret}")
    View openWorkspace(
            @PathVariable String secret,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!links.opensTheWorkspace(secret)) throw usedUp();
        try {
            var zone = Members.zone(form.getOrDefault("zone", ""))
                    .orElseThrow(() -> Problem.invalid("zone", "is not a time zone; one looks like Europe/Lisbon"));
            var member = links.openWorkspace(secret, new Members.Draft(
                    form.getOrDefault("username", "").strip(), form.getOrDefault("name", ""), form.getOrDefault("email", ""),
                    zone, true, false, form.getOrDefault("password", "")));
            return threshold.pass(member, Way.LINK, "/-/getting-started", request, response);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new WelcomePage(secret, form, problem.fields());
        }
    }

    @PostMapping("/-/sign-out")
    View signOut(HttpServletRequest request, HttpServletResponse response) {
        var secret = Cookies.session(request);
        if (secret != null) sessions.close(secret);
        Cookies.take(request, response);
        return Redirect.to("/-/sign-in").saying(Notice.done("You’re signed out of this browser."));
    }

    private SignInPage page(String name, String next, @Nullable String error, int status) {
        return new SignInPage(
                name, next, error, status, letters.possible(), policies.current(), providers.all(), demo ? cast() : List.of());
    }

    /// From east to west, as the day goes round.
    private List<SignInPage.CastMember> cast() {
        var now = clock.instant();
        var active = members.active();
        var schedules = workingHours.of(active.stream().map(Member::id).toList());
        return active.stream()
                .sorted(Comparator.comparing((Member member) -> -member.zone().getRules().getOffset(now).getTotalSeconds())
                        .thenComparing(Member::name))
                .map(member -> {
                    var schedule = schedules.get(member.id());
                    return new SignInPage.CastMember(
                            member, new Times(now, member.zone()).clock(now),
                            schedule == null ? "" : NextAtWork.of(schedule, now).sentence(member.zone()));
                })
                .toList();
    }

    private static Problem usedUp() {
        return new Problem(404, "This link was used already, or its time is over. Ask an administrator for another.");
    }
}
