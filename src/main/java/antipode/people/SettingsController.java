package antipode.people;

import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Viewer.Appearance;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What a member sets for themselves.
@Controller
@May(Who.MEMBER)
class SettingsController {

    private final Members members;
    private final Tokens tokens;

    SettingsController(Members members, Tokens tokens) {
        this.members = members;
        this.tokens = tokens;
    }

    @GetMapping("/-/settings")
    Page profile(Member member) {
        return new ProfileSettingsPage(member, member.name(), member.appearance(), Map.of());
    }

    @PostMapping("/-/settings")
    View describe(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "automatic") String appearance) {
        var chosen = appearance(appearance);
        try {
            members.describe(member, name, chosen);
            return Redirect.to("/-/settings").saying(Notice.done("Saved."));
        } catch (Problem problem) {
            var problems = new LinkedHashMap<String, String>();
            problem.fields().forEach((field, message) -> problems.put(field, "Name " + message + "."));
            return new ProfileSettingsPage(member, name, chosen, problems);
        }
    }

    @GetMapping("/-/settings/tokens")
    Page tokens(Member member, HttpServletResponse response) {
        return tokensPage(member, null, Map.of(), Map.of(), List.of(), response);
    }

    /// Answers with the page itself, not with a redirect: the text of a token is shown once and kept nowhere.
    @PostMapping("/-/settings/tokens")
    Page createToken(
            Member member,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable List<String> scopes,
            HttpServletResponse response) {
        var chosen = scopes == null ? List.<String>of() : scopes;
        try {
            var issued = tokens.create(member.id(), form.getOrDefault("name", ""), chosen, day(form.getOrDefault("expires_at", "")));
            return tokensPage(member, issued, Map.of(), Map.of(), List.of(), response);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return tokensPage(member, null, form, problem.fields(), chosen, response);
        }
    }

    @PostMapping("/-/settings/tokens/{id}/revocation")
    View revokeToken(Member member, @PathVariable long id) {
        var token = tokens.find(id).filter(own -> own.memberId() == member.id()).orElseThrow(() -> Problem.notFound("Token"));
        tokens.revoke(token.id());
        return Redirect.to("/-/settings/tokens").saying(Notice.done("“" + token.name() + "” opens nothing any more."));
    }

    private TokensPage tokensPage(
            Member member,
            Tokens.@Nullable Issued issued,
            Map<String, String> values,
            Map<String, String> errors,
            List<String> chosen,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var today = tokens.today();
        var active = tokens.of(member.id()).stream().filter(token -> token.active(today)).toList();
        return new TokensPage(active, issued, member.administrator(), today.plusYears(1), values, errors, chosen);
    }

    private static @Nullable LocalDate day(String text) {
        if (text.isBlank()) return null;
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("expires_at", "is not a day; one looks like 2027-03-01");
        }
    }

    private static Appearance appearance(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "light" -> Appearance.LIGHT;
            case "dark" -> Appearance.DARK;
            default -> Appearance.AUTOMATIC;
        };
    }
}
