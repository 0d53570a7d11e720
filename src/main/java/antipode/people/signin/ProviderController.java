package antipode.people.signin;

import antipode.database.Seals;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// To another sign-in, and back from it.
@Controller
@May(Who.ANYONE)
class ProviderController {

    private static final String COOKIE = "antipode-way";
    private static final String PURPOSE = "provider";
    private static final String PATH = "/-/sign-in/with/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Providers providers;
    private final ProviderTalk talk;
    private final ForeignIdentities identities;
    private final SignInPolicies policies;
    private final Threshold threshold;
    private final OwnAddress address;
    private final Seals seals;
    private final InstantSource real = InstantSource.system();

    ProviderController(
            Providers providers, ProviderTalk talk, ForeignIdentities identities, SignInPolicies policies, Threshold threshold,
            OwnAddress address, Seals seals) {
        this.providers = providers;
        this.talk = talk;
        this.identities = identities;
        this.policies = policies;
        this.threshold = threshold;
        this.address = address;
        this.seals = seals;
    }

    /// Away to another server, with GET.
    private record Elsewhere(URI there) implements View {

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Location", there.toString());
        }
    }

    /// A link, not a form: the browser would not let a form lead to another server.
    @GetMapping(PATH + "{key}")
    @OwnTransactions
    View leave(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String link,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = providers.find(key);
        policies.require(Way.PROVIDER);
        var attempt = ProviderAttempt.begin(
                provider, next, link.isEmpty() ? null : actor.id(), real.instant().plus(Begun.VALID).getEpochSecond());
        try {
            var question = talk.question(provider, attempt, back(provider, request));
            response.addCookie(cookie(request, seals.seal(PURPOSE, JSON.writeValueAsString(attempt)), (int) Begun.VALID.toSeconds()));
            return new Elsewhere(question);
        } catch (ProviderFailure failure) {
            throw new Problem(503, failure.sentence());
        }
    }

    @GetMapping(PATH + "{key}/back")
    @OwnTransactions
    View comeBack(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String iss,
            @RequestParam(defaultValue = "") String error,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = providers.find(key);
        policies.require(Way.PROVIDER);
        var attempt = attempt(request)
                .filter(one -> one.provider().equals(key) && one.until() > real.instant().getEpochSecond() && same(one.state(), state))
                .orElseThrow(() -> Problem.bad("This sign-in was begun in another browser, or too long ago. Begin again."));
        response.addCookie(cookie(request, "", 0));
        if (!iss.isEmpty() && !iss.equals(provider.issuer())) throw Problem.bad("Somebody else than " + provider.name() + " led you back.");
        if (!error.isEmpty() || code.isBlank()) {
            throw Problem.refused(provider.name() + " let you go without saying who you are. Nothing is changed.");
        }
        try {
            var claims = talk.answer(provider, attempt, code, back(provider, request));
            if (attempt.linker() != null) {
                if (!actor.is(attempt.linker())) throw Problem.unauthorized();
                identities.link(actor.require(), provider, claims);
                return Redirect.to("/-/settings/sign-in").saying(Notice.done(provider.name() + " lets you in from now on."));
            }
            return threshold.pass(identities.member(provider, claims), Way.PROVIDER, attempt.next(), request, response);
        } catch (ProviderFailure failure) {
            throw new Problem(503, failure.sentence());
        }
    }

    @PostMapping("/-/settings/sign-in/identities/removal")
    @May(Who.MEMBER)
    View unlink(Member member, @RequestParam(defaultValue = "") String issuer, @RequestParam(defaultValue = "") String subject) {
        if (!identities.unlink(member.id(), issuer, subject)) throw Problem.notFound("Link");
        return Redirect.to("/-/settings/sign-in").saying(Notice.done("It doesn’t let you in any more."));
    }

    private URI back(Provider provider, HttpServletRequest request) {
        return URI.create(address.of(request) + provider.back());
    }

    private Optional<ProviderAttempt> attempt(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        for (var cookie : cookies) {
            if (!cookie.getName().equals(COOKIE)) continue;
            try {
                return seals.open(PURPOSE, cookie.getValue()).map(text -> JSON.readValue(text, ProviderAttempt.class));
            } catch (JacksonException older) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath(PATH);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        // Whoever comes back comes from another server, with GET.
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
