package antipode.people.signin;

import antipode.database.Audit;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The second step: taken at the door, and set up in the settings.
@Controller
@May(Who.MEMBER)
class SecondStepController {

    static final String PATH = "/-/settings/second-step";

    private final SecondSteps secondSteps;
    private final SignInPolicies policies;
    private final SignInLimits limits;
    private final Sessions sessions;
    private final Begun begun;
    private final Members members;
    private final Threshold threshold;
    private final Audit audit;

    SecondStepController(
            SecondSteps secondSteps, SignInPolicies policies, SignInLimits limits, Sessions sessions, Begun begun, Members members,
            Threshold threshold, Audit audit) {
        this.secondSteps = secondSteps;
        this.policies = policies;
        this.limits = limits;
        this.sessions = sessions;
        this.begun = begun;
        this.members = members;
        this.threshold = threshold;
        this.audit = audit;
    }

    /// Whether this page is open to somebody who still has to set up a second step.
    static boolean open(String path) {
        return path.startsWith(PATH) || path.startsWith("/-/settings/passkeys") || path.startsWith("/-/sign-");
    }

    @PostMapping("/-/sign-in/second-step")
    @May(Who.ANYONE)
    View take(
            @RequestParam(name = "begun", defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var id = begun.attempt(Begun.Purpose.SECOND_STEP, secret)
                .orElseThrow(() -> new Problem(401, "That took too long, or was tried too often. Sign in again from the beginning."));
        limits.takeCode(id, request.getRemoteAddr());
        if (!secondSteps.take(id, code)) {
            audit.refused("second step", "", id);
            return new SecondStepPage(secret, next, "That code isn’t right, or was used already. Wait for the next one.", 401);
        }
        limits.giveBackCode(id, request.getRemoteAddr());
        var member = members.find(id).filter(Member::active).orElseThrow(() -> Problem.refused("This account is closed for now."));
        if (!begun.end(Begun.Purpose.SECOND_STEP, secret, id)) throw Problem.unauthorized();
        threshold.enter(member, Way.PASSWORD, true, request, response);
        return Redirect.back(next, "/");
    }

    @GetMapping(PATH)
    Page show(Member member, HttpServletResponse response) {
        return page(member, List.of(), Map.of(), response);
    }

    @PostMapping(PATH + "/beginning")
    View begin(Member member) {
        secondSteps.begin(member);
        return Redirect.to(PATH);
    }

    /// Answers with the page itself, not with a redirect: the codes for paper are shown once and kept nowhere.
    @PostMapping(PATH)
    Page confirm(Member member, @RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response) {
        limits.takeOwn(member.id());
        try {
            var codes = secondSteps.confirm(member, code.replaceAll("\\s", ""));
            limits.giveBackOwn(member.id());
            var session = Cookies.session(request);
            if (session != null) {
                sessions.strengthen(session);
                sessions.closeOthers(member.id(), session);
            }
            return page(member, codes, Map.of(), response);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(member, List.of(), problem.fields(), response);
        }
    }

    @PostMapping(PATH + "/codes")
    Page renew(Member member, @RequestParam(defaultValue = "") String code, HttpServletResponse response) {
        return proven(member, code)
                ? page(member, secondSteps.renew(member.id()), Map.of(), response)
                : page(member, List.of(), SecondSteps.wrong().fields(), response);
    }

    @PostMapping(PATH + "/removal")
    View remove(Member member, @RequestParam(defaultValue = "") String code, HttpServletResponse response) {
        if (policies.current().secondStep()) throw Problem.conflict("This workspace asks everybody for a second step.");
        if (!proven(member, code)) return page(member, List.of(), SecondSteps.wrong().fields(), response);
        secondSteps.remove(member.id());
        return Redirect.to(PATH).saying(Notice.done("From now on one step is enough."));
    }

    /// For somebody who has lost phone and paper.
    @PostMapping("/-/admin/members/{id}/second-step/removal")
    @May(Who.ADMINISTRATOR)
    View removeFor(@PathVariable long id) {
        var member = members.find(id).orElseThrow(() -> Problem.notFound("Member"));
        secondSteps.remove(id);
        return Redirect.to("/-/admin/members/" + id).saying(Notice.done(
                member.name() + " has no second step any more. Be sure that it was they who asked."));
    }

    private boolean proven(Member member, String code) {
        limits.takeOwn(member.id());
        if (!secondSteps.take(member.id(), code)) return false;
        limits.giveBackOwn(member.id());
        return true;
    }

    private SecondStepSettingsPage page(Member member, List<String> codes, Map<String, String> errors, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var has = secondSteps.has(member.id());
        return new SecondStepSettingsPage(
                has, has ? null : secondSteps.invitation(member).orElse(null), secondSteps.left(member.id()), codes,
                policies.current().secondStep(), errors);
    }
}
