package antipode.invitations;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.http.HttpStatus;

/// Invitations to teams and projects, in GitLab's form. Whoever has an account is added at once, as there.
@Api
class InvitationApi {

    private final Invitations invitations;
    private final Invitees invitees;
    private final Places places;
    private final Teams teams;
    private final Members members;

    InvitationApi(Invitations invitations, Invitees invitees, Places places, Teams teams, Members members) {
        this.invitations = invitations;
        this.invitees = invitees;
        this.places = places;
        this.teams = teams;
        this.members = members;
    }

    record InvitationJson(
            long id, @Nullable String inviteEmail, Instant createdAt, int accessLevel, @Nullable LocalDate expiresAt,
            @Nullable String userName, String createdByName) {

        static InvitationJson of(Invitation invitation, Place place) {
            var gift = gift(invitation, place);
            return new InvitationJson(
                    invitation.id(), invitation.email(), invitation.createdAt(), gift.role().level(), gift.until(),
                    invitation.name().isEmpty() ? null : invitation.name(), invitation.inviter());
        }
    }

    record ChangedJson(@Nullable LocalDate expiresAt, int accessLevel) {}

    @GetMapping("/groups/{group}/invitations")
    @May(Who.MEMBER)
    Listing<InvitationJson> listOfTeam(@PathVariable String group, Actor actor, Parameters parameters, Pagination pagination) {
        return list(actor, team(actor, group), parameters, pagination);
    }

    @GetMapping("/projects/{id}/invitations")
    @May(Who.OWNER)
    Listing<InvitationJson> listOfProject(Project project, Actor actor, Parameters parameters, Pagination pagination) {
        return list(actor, Places.of(project), parameters, pagination);
    }

    @PostMapping("/groups/{group}/invitations")
    @May(Who.MEMBER)
    Map<String, Object> inviteToTeam(@PathVariable String group, Actor actor, Parameters parameters) {
        return invite(actor, team(actor, group), parameters);
    }

    @PostMapping("/projects/{id}/invitations")
    @May(Who.OWNER)
    Map<String, Object> inviteToProject(Project project, Actor actor, Parameters parameters) {
        return invite(actor, Places.of(project), parameters);
    }

    @PutMapping("/groups/{group}/invitations/{email}")
    @May(Who.MEMBER)
    ChangedJson changeInTeam(@PathVariable String group, @PathVariable String email, Actor actor, Parameters parameters) {
        return change(actor, team(actor, group), email, parameters);
    }

    @PutMapping("/projects/{id}/invitations/{email}")
    @May(Who.OWNER)
    ChangedJson changeInProject(Project project, @PathVariable String email, Actor actor, Parameters parameters) {
        return change(actor, Places.of(project), email, parameters);
    }

    @DeleteMapping("/groups/{group}/invitations/{email}")
    @May(Who.MEMBER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeInTeam(@PathVariable String group, @PathVariable String email, Actor actor) {
        invitations.revoke(actor, find(team(actor, group), email).id());
    }

    @DeleteMapping("/projects/{id}/invitations/{email}")
    @May(Who.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeInProject(Project project, @PathVariable String email, Actor actor) {
        invitations.revoke(actor, find(Places.of(project), email).id());
    }

    private Listing<InvitationJson> list(Actor actor, Place place, Parameters parameters, Pagination pagination) {
        places.require(actor, place);
        var query = parameters.text("query", "").toLowerCase(Locale.ROOT);
        return pagination.of(invitations.openTo(place).stream()
                        .filter(one -> one.email() != null && one.email().toLowerCase(Locale.ROOT).contains(query)).toList())
                .map(one -> InvitationJson.of(one, place));
    }

    private Map<String, Object> invite(Actor actor, Place place, Parameters parameters) {
        places.require(actor, place);
        var role = role(parameters.requiredInteger("access_level"));
        var until = parameters.date("expires_at");
        var emails = new ArrayList<String>(parameters.has("email") ? List.of(parameters.required("email").split(",")) : List.of());
        var wanted = parameters.list("user_id");
        if (wanted != null) {
            for (var id : wanted) {
                emails.add((id.matches("\\d{1,18}") ? members.find(Long.parseLong(id)) : members.findByUsername(id)).filter(Member::active)
                        .map(Member::email).orElseThrow(() -> Problem.notFound("User")));
            }
        }
        if (emails.isEmpty()) throw Refusal.parameters("email, user_id are missing, at least one parameter must be provided");
        var looked = invitees.look(actor, String.join("\n", emails), place, role, until);
        invitations.invite(actor, looked, false);
        Map<String, String> wrong = new LinkedHashMap<>();
        looked.stream().filter(one -> one.wrong() != null).forEach(one -> wrong.put(one.email(), String.valueOf(one.wrong())));
        return wrong.isEmpty() ? Map.of("status", "success") : Map.of("status", "error", "message", wrong);
    }

    private ChangedJson change(Actor actor, Place place, String email, Parameters parameters) {
        var invitation = find(place, email);
        var before = gift(invitation, place);
        parameters.atLeastOneOf("access_level", "expires_at");
        var level = parameters.integer("access_level");
        var after = new Gift(
                place, level == null ? before.role() : role(level), parameters.has("expires_at") ? parameters.date("expires_at") : before.until());
        invitations.regive(actor, invitation.id(), after);
        return new ChangedJson(after.until(), after.role().level());
    }

    private Place team(Actor actor, String group) {
        var place = Places.of(teams.find(actor, group).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group")));
        places.require(actor, place);
        return place;
    }

    private Invitation find(Place place, String email) {
        return invitations.openTo(place).stream().filter(one -> email.equalsIgnoreCase(one.email())).findFirst()
                .orElseThrow(() -> Problem.notFound("Invitation"));
    }

    private static Gift gift(Invitation invitation, Place place) {
        return invitation.gifts().stream().filter(gift -> gift.place().equals(place)).findFirst().orElseThrow(() -> Problem.notFound("Invitation"));
    }

    private static Role role(long level) {
        var role = Role.of((int) Math.clamp(level, 0, 50));
        if (role == Role.NONE || role.level() != level) throw Refusal.parameters("access_level does not have a valid value");
        return role;
    }
}
