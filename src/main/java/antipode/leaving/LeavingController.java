package antipode.leaving;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where somebody's going is prepared, by themselves or by an administrator.
@Controller
@May(Who.MEMBER)
class LeavingController {

    private final Holdings holdings;
    private final Departures departures;
    private final Members members;

    LeavingController(Holdings holdings, Departures departures, Members members) {
        this.holdings = holdings;
        this.departures = departures;
        this.members = members;
    }

    @GetMapping("/-/people/{username}/leaving")
    Page show(@PathVariable String username, Actor actor) {
        return page(actor, holder(actor, username), List.of(), 200);
    }

    /// Passes on one, as its button says, or all: each to whoever its field names, or all to one.
    ///
    /// @param one "thing-7", "place-halyard", "team-halyard/ops", "pages-3"; nothing for all
    @PostMapping("/-/people/{username}/leaving/successions")
    View passOn(@PathVariable String username, Actor actor, @RequestParam Map<String, String> form) {
        var holder = holder(actor, username);
        var one = form.getOrDefault("one", "");
        var everything = form.getOrDefault("everything", "");
        if (form.containsKey("all_to_one") && everything.isBlank()) {
            return page(actor, holder, List.of("Say first who takes all of it."), 422);
        }
        Map<String, String> passed = new LinkedHashMap<>();
        if (form.containsKey("all_to_one") || form.containsKey("all")) {
            holdings.things(actor, holder).forEach(held -> passed.put("thing-" + held.thing().id(), ""));
            holdings.owned(holder).stream().filter(sole -> !sole.own()).forEach(sole -> passed.put("place-" + sole.path(), ""));
            if (actor.administrator()) holdings.alone(holder).forEach(team -> passed.put("team-" + team.path(), ""));
            holdings.pages(actor, holder).forEach(pages -> passed.put("pages-" + pages.project().id(), ""));
            passed.replaceAll((what, unused) -> form.containsKey("all") ? form.getOrDefault("to-" + what, "") : everything);
        } else {
            passed.put(one, form.getOrDefault("to-" + one, ""));
        }
        List<String> refused = new ArrayList<>();
        int done = 0;
        for (var entry : passed.entrySet()) {
            try {
                passOn(actor, holder, entry.getKey(), entry.getValue());
                done++;
            } catch (Problem problem) {
                if (problem.status() == 404 && !problem.fields().isEmpty() || problem.status() == 401) throw problem;
                refused.add(problem.fields().containsKey("to") ? "The successor " + problem.fields().get("to") + "." : problem.message());
            }
        }
        if (!refused.isEmpty()) return page(actor, holder, refused.stream().distinct().limit(10).toList(), done == 0 ? 422 : 200);
        return Redirect.to(path(holder)).saying(Notice.done(done == 1 ? "It is passed on." : done + " are passed on."));
    }

    private void passOn(Actor actor, Member holder, String what, String to) {
        var name = to.strip().replaceFirst("^@", "");
        if (name.isEmpty()) throw Problem.invalid("to", "is missing in a line");
        var successor = members.findByUsername(name).orElseThrow(() -> Problem.invalid("to", "can't be “" + name + "”: nobody has that username"));
        var parts = what.split("-", 2);
        var rest = parts.length < 2 ? "" : parts[1];
        switch (parts[0]) {
            case "thing" -> departures.passOn(actor, holder, number(rest), successor);
            case "place" -> departures.passOnPlace(actor, holder, rest, successor);
            case "team" -> departures.passOnTeam(actor, holder, rest, successor);
            case "pages" -> departures.passOnPages(actor, holder, number(rest), successor);
            default -> throw Problem.bad("Say what is to be passed on.");
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) throw Problem.bad("Say what is to be passed on.");
        return Long.parseLong(text);
    }

    @PostMapping("/-/people/{username}/leaving/departure")
    View deactivate(@PathVariable String username, Actor actor) {
        var member = holder(actor, username);
        departures.deactivate(actor, member);
        return actor.is(member.id())
                ? Redirect.to("/-/sign-in").saying(Notice.done("Your account is closed. What you wrote stays under your name."))
                : Redirect.to(path(member)).saying(Notice.done(member.name() + " has left. Nothing opens for them any more."));
    }

    @PostMapping("/-/people/{username}/leaving/return")
    @May(Who.ADMINISTRATOR)
    View reactivate(@PathVariable String username, Actor actor) {
        var member = holder(actor, username);
        departures.reactivate(member);
        return Redirect.to(path(member)).saying(Notice.done(member.name() + " can come in again, by making new sessions and tokens."));
    }

    /// @param meant the username, typed once more
    @PostMapping("/-/people/{username}/leaving/erasure")
    @May(Who.ADMINISTRATOR)
    View erase(@PathVariable String username, Actor actor, @RequestParam(defaultValue = "") String meant) {
        var member = holder(actor, username);
        if (!meant.strip().equals(member.username())) return page(actor, member, List.of("Type the username to erase them; it can’t be undone."), 422);
        var pseudonym = departures.erase(actor, member);
        return Redirect.to(path(pseudonym)).saying(Notice.done("From now on it says “" + pseudonym.name() + "” wherever they were named."));
    }

    private Member holder(Actor actor, String username) {
        var member = members.findByUsername(username).filter(one -> !one.placeholder()).orElseThrow(() -> Problem.notFound("Page"));
        Departures.require(actor, member);
        return member;
    }

    private LeavingPage page(Actor actor, Member holder, List<String> refused, int status) {
        return new LeavingPage(
                holder, actor.is(holder.id()), actor.administrator(), holdings.things(actor, holder), holdings.owned(holder),
                holdings.alone(holder), holdings.pages(actor, holder), members.onlyAdministrator(holder.id()), proposed(actor, holder), refused, status);
    }

    /// Who takes what nobody is near to: whoever sees to it, unless they leave themselves.
    private static @Nullable String proposed(Actor actor, Member holder) {
        return actor.is(holder.id()) ? null : actor.require().username();
    }

    private static String path(Member member) {
        return "/-/people/" + member.username() + "/leaving";
    }
}
