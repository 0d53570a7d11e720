package antipode.people.signin;

import antipode.people.Member;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/// Lets in whoever has shown who they are.
@Component
public class Threshold {

    private final Sessions sessions;
    private final SecondSteps secondSteps;
    private final Begun begun;

    Threshold(Sessions sessions, SecondSteps secondSteps, Begun begun) {
        this.sessions = sessions;
        this.secondSteps = secondSteps;
        this.begun = begun;
    }

    /// After the first step: asks for the second where the member has one and this way needs it.
    public View pass(Member member, Way way, String next, HttpServletRequest request, HttpServletResponse response) {
        if (!way.twoSteps() && secondSteps.has(member.id())) {
            response.setHeader("Cache-Control", "no-store");
            return new SecondStepPage(begun.begin(Begun.Purpose.SECOND_STEP, member.id()), next, null, 200);
        }
        enter(member, way, false, request, response);
        return Redirect.back(next, "/");
    }

    /// Opens a session in this browser, and ends the one it had.
    void enter(Member member, Way way, boolean secondStep, HttpServletRequest request, HttpServletResponse response) {
        var old = Cookies.session(request);
        if (old != null) sessions.close(old);
        Cookies.give(request, response, sessions.open(member, way, secondStep, request.getRemoteAddr(), request.getHeader("User-Agent")));
    }
}
