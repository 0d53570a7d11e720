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
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// Where a member sees all that opens the workspace for them, and takes any of it back.
@Controller
@May(Who.MEMBER)
class KeysController {

    private final List<Keys> kinds;
    private final Sessions sessions;

    KeysController(ObjectProvider<Keys> kinds, Sessions sessions) {
        this.kinds = kinds.orderedStream().toList();
        this.sessions = sessions;
    }

    @GetMapping("/-/settings/sessions")
    Page show(Member member, HttpServletRequest request) {
        return new SessionsPage(kinds.stream()
                .map(kind -> new SessionsPage.Group(kind.kind(), kind.title(), kind.of(member, own(request)))).toList());
    }

    @PostMapping("/-/settings/keys/{kind}/{id}/revocation")
    View revoke(Member member, @PathVariable String kind, @PathVariable String id) {
        var revoked = kinds.stream().anyMatch(one -> one.kind().equals(kind) && one.revoke(member, id));
        if (!revoked) throw Problem.notFound("Key");
        return Redirect.to("/-/settings/sessions").saying(Notice.done("It opens nothing any more."));
    }

    @PostMapping("/-/settings/keys/revocation")
    View revokeAll(Member member, HttpServletRequest request) {
        for (var kind : kinds) {
            for (var key : kind.of(member, own(request))) {
                if (!key.here()) kind.revoke(member, key.id());
            }
        }
        return Redirect.to("/-/settings/sessions").saying(Notice.done("Nothing but this browser opens your account any more."));
    }

    @PostMapping("/-/settings/sessions/end")
    View endAllSessions(Member member, HttpServletRequest request, HttpServletResponse response) {
        sessions.closeAll(member.id());
        Cookies.take(request, response);
        return Redirect.to("/-/sign-in").saying(Notice.done("You’re signed out everywhere."));
    }

    private static String own(HttpServletRequest request) {
        var secret = Cookies.session(request);
        return secret == null ? "" : Sessions.id(secret);
    }
}
