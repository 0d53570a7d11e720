package antipode.invitations;

import antipode.hours.WeeklyHours;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Picture;
import antipode.people.Pictures;
import antipode.people.WorkingHours;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who was invited, by whom and where, and what becomes of it. Of each secret only its hash is kept.
@Component
public class Invitations {

    /// How long one by mail is good.
    static final Duration VALID = Duration.ofDays(30);
    static final int MOST_USES = 500;

    private final JdbcClient jdbc;
    private final Places places;
    private final Invitees invitees;
    private final InvitationRows rows;
    private final InvitationLetters letters;
    private final Members members;
    private final WorkingHours hours;
    private final Pictures pictures;
    private final ProjectMembers memberships;
    private final Clock clock;

    Invitations(
            JdbcClient jdbc, Places places, Invitees invitees, InvitationRows rows, InvitationLetters letters, Members members, WorkingHours hours,
            Pictures pictures, ProjectMembers memberships, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.invitees = invitees;
        this.rows = rows;
        this.letters = letters;
        this.members = members;
        this.hours = hours;
        this.pictures = pictures;
        this.memberships = memberships;
        this.clock = clock;
    }

    /// Invites whoever can be of a list as somebody types it, as developers of a team or project.
    ///
    /// @param to the path of the team or project; empty for the workspace alone
    @Transactional
    public int invite(Actor inviter, String people, String to) {
        return invite(inviter, invitees.look(inviter, people, places.own(inviter, to), Role.DEVELOPER, null), false);
    }

    /// Invites by mail whoever on the list can be; who has an account is put where they are invited at once.
    ///
    /// @param external whether they come from outside; always so if whoever invites is no administrator, as a member sees all
    ///     that is internal
    /// @return how many letters leave
    @Transactional
    int invite(Actor inviter, List<Invitee> invitees, boolean external) {
        int sent = 0;
        for (var invitee : invitees.stream().filter(Invitee::fine).toList()) {
            invitee.gifts().forEach(gift -> places.require(inviter, gift.place()));
            if (invitee.gifts().isEmpty()) places.require(inviter, Place.WORKSPACE);
            var member = members.findByEmail(invitee.email());
            if (member.isPresent()) {
                invitee.gifts().forEach(gift -> give(member.get(), gift));
            } else {
                var id = rows.put(inviter.id(), invitee, external || !inviter.administrator(), null, now().plus(VALID));
                letters.post(rows.find(id));
                sent++;
            }
        }
        return sent;
    }

    /// Makes a link that some may follow until a moment, and tells its secret.
    @Transactional
    String link(Actor inviter, Place place, Role role, boolean external, int uses, LocalDate lastDay) {
        places.require(inviter, place);
        if (uses < 1 || uses > MOST_USES) throw Problem.invalid("uses", "must be between 1 and " + MOST_USES);
        var end = lastDay.plusDays(1).atStartOfDay(inviter.require().zone()).toInstant();
        if (!end.isAfter(now())) throw Problem.invalid("link_until", "lies behind");
        if (end.isAfter(now().plus(Duration.ofDays(366)))) throw Problem.invalid("link_until", "is more than a year away");
        var gifts = place.workspace() ? List.<Gift>of() : List.of(new Gift(place, role, null));
        return rows.secret(rows.link(inviter.id(), external || !inviter.administrator(), uses, end, gifts));
    }

    /// Sends another letter, whose link takes the place of the one before; the invitation is good for its full time again.
    @Transactional
    void resend(Actor actor, long id) {
        var invitation = own(actor, id);
        if (invitation.link()) throw Problem.conflict("A link is handed over, not sent.");
        renew(invitation);
        letters.post(rows.find(id));
    }

    /// A link for an invitation by mail, to be handed over in another way; the one before opens nothing any more.
    @Transactional
    String handOver(Actor actor, long id) {
        renew(own(actor, id));
        return rows.secret(id);
    }

    private void renew(Invitation invitation) {
        if (invitation.revokedAt() != null || invitation.uses() > 0) throw Problem.conflict("This invitation was accepted or taken back.");
        if (!invitation.link()) rows.extend(invitation.id(), now().plus(VALID));
    }

    /// Takes one back, with whatever came of a link and is not accepted yet.
    @Transactional
    void revoke(Actor actor, long id) {
        own(actor, id);
        jdbc.sql("update invitation set revoked_at = :now where (id = :id or link_id = :id) and revoked_at is null and uses < most_uses")
                .param("now", Timestamp.from(now())).param("id", id).update();
    }

    /// Whoever leaves invites nobody any more.
    @Transactional
    public void revokeAllOf(long memberId) {
        jdbc.sql("update invitation set revoked_at = :now where inviter_id = :member and revoked_at is null and uses < most_uses")
                .param("now", Timestamp.from(now())).param("member", memberId).update();
    }

    private Invitation own(Actor actor, long id) {
        var invitation = rows.maybe(id).orElseThrow(() -> Problem.notFound("Invitation"));
        var mine = actor.is(invitation.inviterId()) || actor.administrator()
                || !invitation.gifts().isEmpty() && invitation.gifts().stream().allMatch(gift -> places.may(actor, gift.place()));
        if (!mine) throw Problem.notFound("Invitation");
        return invitation;
    }

    /// Those to a place, or to anywhere, the newest first.
    @Transactional(readOnly = true)
    List<Invitation> to(Place place) {
        return rows.to(place, now());
    }

    /// The open one that this secret opens.
    @Transactional(readOnly = true)
    Invitation open(String secret) {
        return rows.bySecret(secret).filter(one -> one.open(now()) && members.find(one.inviterId()).filter(Member::active).isPresent())
                .orElseThrow(() -> new Problem(404, "This invitation was used already, taken back, or its time is over. Ask whoever invited you for another."));
    }

    /// Whoever follows a link proves their mail address first: a letter goes there.
    @Transactional
    void prove(String secret, String email) {
        var link = open(secret);
        if (!link.link()) throw Problem.notFound("Link");
        if (!Members.isAddress(email.strip())) throw Problem.invalid("email", "is no mail address");
        if (members.findByEmail(email.strip()).isPresent()) return;
        var id = rows.put(
                link.inviterId(), new Invitee(0, email.strip(), "", "", null, link.gifts(), null, null), link.external(), link.id(), link.expiresAt());
        letters.post(rows.find(id));
    }

    /// What somebody says of themselves when they accept.
    ///
    /// @param email counts only where nobody could be written to
    record Answer(String email, String name, String username, String zone, String hours, @Nullable String password, @Nullable Picture picture) {}

    /// Makes the account of whoever holds the secret, and puts them where they were invited.
    ///
    /// @throws Problem 422 with what is wrong with their answer; nothing is done then
    @Transactional
    Member accept(String secret, Answer answer) {
        var invitation = open(secret);
        use(invitation);
        var zone = Members.zone(answer.zone()).orElseThrow(() -> Problem.invalid("zone", "is not a time zone; one looks like Europe/Lisbon"));
        var week = answer.hours().isBlank() ? null : week(answer.hours());
        var email = invitation.email() == null ? answer.email() : invitation.email();
        var member = members.create(new Members.Draft(
                answer.username().strip(), answer.name(), email, zone, false, invitation.external(), answer.password()));
        if (week != null) hours.state(member.id(), LocalDate.ofInstant(now(), zone), zone, week);
        if (answer.picture() != null) pictures.put(member.id(), answer.picture());
        accepted(invitation, member);
        return member;
    }

    /// Lets somebody who has an account follow a link.
    @Transactional
    void accept(Actor actor, String secret) {
        var invitation = open(secret);
        if (!invitation.link()) throw Problem.conflict("This invitation is for " + invitation.email() + " alone.");
        use(invitation);
        accepted(invitation, actor.require());
    }

    // Two who come at once do so one after the other, and the second may find that nothing is left.
    private void use(Invitation invitation) {
        var of = invitation.linkId() == null ? List.of(invitation.id()) : List.of(invitation.linkId(), invitation.id());
        for (var id : of) {
            var used = jdbc.sql("update invitation set uses = uses + 1 where id = :id and uses < most_uses and revoked_at is null")
                    .param("id", id).update();
            if (used == 0) throw Problem.conflict("As many as it was meant for have come by this link already.");
        }
    }

    private void accepted(Invitation invitation, Member member) {
        rows.accepted(invitation, member, now());
        var inviter = members.find(invitation.inviterId()).map(Actor::of).orElseGet(Actor::nobody);
        // What whoever invited them could not give any more, they don't get.
        invitation.gifts().stream().filter(gift -> places.may(inviter, gift.place())).forEach(gift -> give(member, gift));
    }

    /// Nobody's level is made lower by it.
    private void give(Member member, Gift gift) {
        var place = gift.place();
        if (place.teamId() != null) {
            var has = memberships.ofTeam(place.teamId()).stream().anyMatch(one -> one.member().id() == member.id() && one.role().atLeast(gift.role()));
            if (!has) memberships.putInTeam(place.teamId(), Role.OWNER, member, gift.role(), gift.until());
        } else if (place.projectId() != null) {
            memberships.raise(place.projectId(), member, gift.role(), gift.until());
        }
    }

    private static WeeklyHours week(String text) {
        try {
            return WeeklyHours.parse(text);
        } catch (IllegalArgumentException mistake) {
            throw Problem.invalid("hours", "can’t be read: " + mistake.getMessage());
        }
    }

    @Transactional(readOnly = true)
    List<Invitation> openTo(Place place) {
        return to(place).stream().filter(one -> one.open(now())).toList();
    }

    /// Changes what an open one gives in a place.
    @Transactional
    void regive(Actor actor, long id, Gift gift) {
        own(actor, id);
        places.require(actor, gift.place());
        rows.give(id, gift);
    }

    private Instant now() {
        return clock.instant();
    }
}
