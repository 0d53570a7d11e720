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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import tools.jackson.databind.json.JsonMapper;

/// Passkeys: used at the door, and kept in the settings. A script has the browser talk to the device; the forms carry what it says.
@Controller
@May(Who.MEMBER)
class PasskeyController {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Passkeys passkeys;
    private final Begun begun;
    private final Sessions sessions;
    private final SignInPolicies policies;
    private final SignInLimits limits;
    private final Threshold threshold;
    private final OwnAddress address;

    PasskeyController(
            Passkeys passkeys, Begun begun, Sessions sessions, SignInPolicies policies, SignInLimits limits, Threshold threshold,
            OwnAddress address) {
        this.passkeys = passkeys;
        this.begun = begun;
        this.sessions = sessions;
        this.policies = policies;
        this.limits = limits;
        this.threshold = threshold;
        this.address = address;
    }

    @PostMapping("/-/sign-in/passkey/challenge")
    @May(Who.ANYONE)
    ResponseEntity<byte[]> ask(HttpServletRequest request) {
        policies.require(Way.PASSKEY);
        limits.takePlace(request.getRemoteAddr());
        return json(Map.of(
                "challenge", begun.begin(Begun.Purpose.PASSKEY, null), "rpId", Passkeys.party(address.of(request)),
                "userVerification", "required", "timeout", Begun.VALID.toMillis()));
    }

    @PostMapping("/-/sign-in/passkey")
    @May(Who.ANYONE)
    View use(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        policies.require(Way.PASSKEY);
        var member = passkeys.member(credential, address.of(request), request.getRemoteAddr());
        limits.giveBackPlace(request.getRemoteAddr());
        return threshold.pass(member, Way.PASSKEY, next, request, response);
    }

    @GetMapping("/-/settings/passkeys")
    Page show(Member member) {
        return page(member, "", Map.of());
    }

    @PostMapping("/-/settings/passkeys/challenge")
    ResponseEntity<byte[]> askForNew(Member member, HttpServletRequest request) {
        var known = passkeys.credentialIds(member.id()).stream().map(id -> Map.of("type", "public-key", "id", id)).toList();
        var handle = Base64.getUrlEncoder().withoutPadding().encodeToString(Long.toString(member.id()).getBytes(StandardCharsets.UTF_8));
        return json(Map.of(
                "challenge", begun.begin(Begun.Purpose.NEW_PASSKEY, member.id()),
                "rp", Map.of("id", Passkeys.party(address.of(request)), "name", "Antipode"),
                "user", Map.of("id", handle, "name", member.username(), "displayName", member.name()),
                "pubKeyCredParams", Passkeys.ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue())).toList(),
                "excludeCredentials", known,
                "authenticatorSelection", Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"),
                "attestation", "none",
                "timeout", Begun.VALID.toMillis()));
    }

    @PostMapping("/-/settings/passkeys")
    View add(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request) {
        try {
            var passkey = passkeys.add(member, name, credential, address.of(request));
            var session = Cookies.session(request);
            if (session != null) sessions.strengthen(session);
            return Redirect.to("/-/settings/passkeys").saying(Notice.done("“" + passkey.name() + "” opens the door from now on."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(member, name, problem.fields());
        }
    }

    @PostMapping("/-/settings/passkeys/{id}/removal")
    View remove(Member member, @PathVariable long id) {
        if (!passkeys.remove(member.id(), id)) throw Problem.notFound("Passkey");
        return Redirect.to("/-/settings/passkeys").saying(Notice.done("It opens nothing any more. Delete it on your device as well."));
    }

    private PasskeysPage page(Member member, String name, Map<String, String> errors) {
        return new PasskeysPage(passkeys.of(member.id()), name, policies.current().passkeys(), errors);
    }

    private static ResponseEntity<byte[]> json(Map<String, Object> options) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).header("Cache-Control", "no-store")
                .body(JSON.writeValueAsBytes(options));
    }
}
