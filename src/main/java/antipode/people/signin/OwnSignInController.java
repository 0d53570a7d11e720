package antipode.people.signin;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// How a member comes in, as they set it themselves, and where they are signed in.
@Controller
@May(Who.MEMBER)
class OwnSignInController {

    private final SignIns signIns;
    private final Sessions sessions;

    OwnSignInController(SignIns signIns, Sessions sessions) {
        this.signIns = signIns;
        this.sessions = sessions;
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
        Cookies.give(request, response, sessions.open(member, request.getRemoteAddr(), request.getHeader("User-Agent")));
        return Redirect.to("/-/settings/password")
                .saying(Notice.done("The password is changed, and every other browser is signed out."));
    }

    @GetMapping("/-/settings/sessions")
    Page sessions(Member member, HttpServletRequest request) {
        var own = Cookies.session(request);
        return new SessionsPage(sessions.of(member.id()), own == null ? "" : Sessions.id(own));
    }

    @PostMapping("/-/settings/sessions/{id}/end")
    View endSession(Member member, @PathVariable String id) {
        if (!sessions.close(member.id(), id)) throw Problem.notFound("Session");
        return Redirect.to("/-/settings/sessions").saying(Notice.done("That browser is signed out."));
    }

    @PostMapping("/-/settings/sessions/end")
    View endAllSessions(Member member, HttpServletRequest request, HttpServletResponse response) {
        sessions.closeAll(member.id());
        Cookies.take(request, response);
        return Redirect.to("/-/sign-in").saying(Notice.done("You’re signed out everywhere."));
    }
}
