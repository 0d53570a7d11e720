package antipode.leaving;

import antipode.handoffs.TakeOvers;
import antipode.invitations.Invitations;
import antipode.mergerequests.MergeRequestReviews;
import antipode.people.Actor;
import antipode.people.Erasures;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.signin.Keys;
import antipode.projects.ProjectMembers;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Passing on what somebody holds, and their going.
@Component
public class Departures {

    private final Holdings holdings;
    private final Threads threads;
    private final TakeOvers takeOvers;
    private final MergeRequestReviews reviews;
    private final ProjectMembers memberships;
    private final Files files;
    private final Edits edits;
    private final Members members;
    private final Erasures erasures;
    private final Invitations invitations;
    private final ObjectProvider<Keys> keys;

    Departures(
            Holdings holdings, Threads threads, TakeOvers takeOvers, MergeRequestReviews reviews, ProjectMembers memberships, Files files,
            Edits edits, Members members, Erasures erasures, Invitations invitations, ObjectProvider<Keys> keys) {
        this.holdings = holdings;
        this.threads = threads;
        this.takeOvers = takeOvers;
        this.reviews = reviews;
        this.memberships = memberships;
        this.files = files;
        this.edits = edits;
        this.members = members;
        this.erasures = erasures;
        this.invitations = invitations;
        this.keys = keys;
    }

    /// Whoever may see and change how a member goes: they themselves, and administrators.
    static void require(Actor actor, Member member) {
        if (!actor.is(member.id()) && !actor.administrator()) throw Problem.notFound("Page");
    }

    /// Passes on all that a member holds of one thing: the turn, the responsibility, what they asked and were asked, the review.
    @Transactional
    public void passOn(Actor actor, Member holder, long thing, Member successor) {
        require(actor, holder);
        checkSuccessor(holder, successor);
        var locked = threads.lock(threads.find(actor, thing).id());
        if (!threads.sees(Actor.of(successor), thing)) throw Problem.invalid("to", "can't be " + successor.name() + ", who may not see “" + locked.title() + "”");
        if (!locked.open()) throw Problem.conflict("“" + locked.title() + "” is closed; there is nothing left to pass on.");
        var from = Person.of(holder);
        var to = Person.of(successor);
        reviews.succeed(actor, locked, from, to);
        takeOvers.succeed(actor, locked, from, to);
    }

    /// The same of every open thing.
    @Transactional
    public void passOnAll(Actor actor, Member holder, Member successor) {
        holdings.things(actor, holder).forEach(held -> passOn(actor, holder, held.thing().id(), successor));
    }

    /// Makes somebody the owner of what nobody else owns.
    @Transactional
    public void passOnPlace(Actor actor, Member holder, String path, Member successor) {
        require(actor, holder);
        checkSuccessor(holder, successor);
        if (successor.external()) throw Problem.invalid("to", "can't be somebody from outside");
        // Whoever owns the team above owns this as well by now.
        holdings.owned(holder).stream().filter(sole -> sole.path().equalsIgnoreCase(path)).findFirst()
                .ifPresent(sole -> memberships.succeed(sole, successor));
    }

    /// Puts somebody into a team that nobody else is in, so that its turns, questions and pages reach them. Administrators do:
    /// whoever was only in it lets nobody else in.
    @Transactional
    public void passOnTeam(Actor actor, Member holder, String path, Member successor) {
        if (!actor.administrator()) throw Problem.refused("An administrator puts somebody into a team that is left empty.");
        checkSuccessor(holder, successor);
        holdings.alone(holder).stream().filter(sole -> sole.path().equalsIgnoreCase(path)).findFirst()
                .ifPresent(team -> memberships.join(team, holder, successor));
    }

    /// Puts somebody's name where a member's stands in the owners of pages, by a commit of the actor's.
    @Transactional
    public void passOnPages(Actor actor, Member holder, long project, Member successor) {
        require(actor, holder);
        checkSuccessor(holder, successor);
        var pages = holdings.pages(actor, holder).stream().filter(one -> one.project().id() == project).findFirst()
                .orElseThrow(() -> Problem.conflict("They answer for no page there any more."));
        var branch = pages.project().defaultBranch();
        var text = files.locate(project, branch, pages.file()).flatMap(file -> files.blob(project, file.blob()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        var by = Matcher.quoteReplacement("@" + successor.username());
        var after = Pattern.compile("(?<![\\w@/.-])@" + Pattern.quote(holder.username()) + "(?![\\w/-]|\\.\\w)", Pattern.CASE_INSENSITIVE).matcher(text).replaceAll(by);
        after = Pattern.compile("(?<![\\w.+-])" + Pattern.quote(holder.email()) + "(?![\\w.-])", Pattern.CASE_INSENSITIVE).matcher(after).replaceAll(by);
        edits.commit(
                actor, pages.project(), branch, null, "Pass the pages of " + holder.name() + " on to " + successor.name(),
                List.of(Edits.Action.update(pages.file(), after)), null);
    }

    private static void checkSuccessor(Member holder, Member successor) {
        if (!successor.active()) throw Problem.invalid("to", "can't be " + successor.name() + ", who is no longer here");
        if (successor.id() == holder.id()) throw Problem.invalid("to", "can't be whoever leaves");
    }

    /// Closes an account: its sessions, tokens and feeds end, nothing is mailed any more, and its invitations are taken back.
    /// The name stays on all that it did.
    ///
    /// @throws Problem 409 for the last administrator, and while a team or project would be left without an owner
    @Transactional
    public void deactivate(Actor actor, Member member) {
        require(actor, member);
        if (member.state() == Member.State.DEACTIVATED) return;
        var alone = holdings.owned(member).stream().filter(sole -> !sole.own()).toList();
        if (!alone.isEmpty()) {
            throw Problem.conflict(alone.getFirst().name() + (alone.size() == 1 ? "" : " and " + (alone.size() - 1) + " more")
                    + " would be left without an owner. Make somebody else one first.");
        }
        keys.orderedStream().filter(kind -> !kind.kind().equals("passkeys"))
                .forEach(kind -> kind.of(member, "").forEach(key -> kind.revoke(member, key.id())));
        members.become(member.id(), Member.State.DEACTIVATED);
        invitations.revokeAllOf(member.id());
    }

    /// Lets somebody in again. What was passed on stays where it is.
    @Transactional
    public void reactivate(Member member) {
        members.become(member.id(), Member.State.ACTIVE);
    }

    /// Makes a pseudonym of somebody, who leaves first if they haven't.
    @Transactional
    public Member erase(Actor actor, Member member) {
        if (member.active()) deactivate(actor, member);
        return erasures.erase(members.find(member.id()).orElseThrow(() -> Problem.notFound("User")));
    }
}
