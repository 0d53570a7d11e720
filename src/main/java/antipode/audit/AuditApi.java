package antipode.audit;

import antipode.api.Api;
import antipode.api.Keyset;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The audit log in GitLab's form.
@Api
class AuditApi {

    private final AuditLog entries;
    private final Teams teams;

    AuditApi(AuditLog entries, Teams teams) {
        this.entries = entries;
        this.teams = teams;
    }

    record AuditJson(
            long id, @Nullable Long authorId, @Nullable Long entityId, String entityType, String eventName, Map<String, Object> details,
            Instant createdAt) {

        static AuditJson of(Entry entry) {
            var details = new LinkedHashMap<String, Object>();
            details.put("custom_message", entry.sentence());
            details.put("author_name", entry.who());
            details.put("target_id", entry.memberId());
            details.put("target_type", entry.kind());
            details.put("target_details", entry.thing());
            details.put("ip_address", entry.address());
            details.put("token_id", entry.tokenId());
            details.put("way", entry.way());
            details.put("from", entry.before());
            details.put("to", entry.after());
            return new AuditJson(
                    entry.id(), entry.actorId(),
                    entry.projectId() != null ? entry.projectId() : entry.teamId() != null ? entry.teamId() : entry.memberId(),
                    entry.projectId() != null ? "Project" : entry.teamId() != null ? "Group" : entry.memberId() != null ? "User"
                            : "Gitlab::Audit::InstanceScope",
                    (entry.kind() + "_" + entry.deed()).replace(' ', '_'), details, entry.at());
        }
    }

    @GetMapping("/audit_events")
    @May(Who.ADMINISTRATOR)
    Listing<AuditJson> all(Parameters parameters, Pagination pagination) {
        return list(new Scope.Workspace(), parameters, pagination);
    }

    @GetMapping("/audit_events/{entry}")
    @May(Who.ADMINISTRATOR)
    AuditJson one(@PathVariable long entry) {
        return find(new Scope.Workspace(), entry);
    }

    @GetMapping("/projects/{id}/audit_events")
    @May(Who.MAINTAINER)
    Listing<AuditJson> ofProject(Project project, Parameters parameters, Pagination pagination) {
        return list(new Scope.OfProject(project), parameters, pagination);
    }

    @GetMapping("/projects/{id}/audit_events/{entry}")
    @May(Who.MAINTAINER)
    AuditJson oneOfProject(Project project, @PathVariable long entry) {
        return find(new Scope.OfProject(project), entry);
    }

    @GetMapping("/groups/{group}/audit_events")
    @May(Who.MEMBER)
    Listing<AuditJson> ofTeam(@PathVariable String group, Actor actor, Parameters parameters, Pagination pagination) {
        return list(new Scope.OfTeam(own(actor, group)), parameters, pagination);
    }

    @GetMapping("/groups/{group}/audit_events/{entry}")
    @May(Who.MEMBER)
    AuditJson oneOfTeam(@PathVariable String group, @PathVariable long entry, Actor actor) {
        return find(new Scope.OfTeam(own(actor, group)), entry);
    }

    private Listing<AuditJson> list(Scope scope, Parameters parameters, Pagination pagination) {
        var since = parameters.instant("created_after");
        var before = parameters.instant("created_before");
        if (pagination.byKey()) {
            return pagination.keyset(
                    List.of("created_at"),
                    keyset -> entries.between(scope, since, before, place(keyset), keyset.limit(), 0),
                    entry -> new Keyset.After(entry.at().toString(), entry.id())).map(AuditJson::of);
        }
        return pagination.<Entry>uncounted((most, offset) -> entries.between(scope, since, before, AuditLog.Place.BEGINNING, most, offset))
                .map(AuditJson::of);
    }

    private static AuditLog.Place place(Keyset keyset) {
        var after = keyset.after();
        return after == null ? AuditLog.Place.BEGINNING : AuditLog.Place.read(after.value() + "_" + after.id());
    }

    private AuditJson find(Scope scope, long entry) {
        return AuditJson.of(entries.find(scope, entry).orElseThrow(() -> Problem.notFound("Audit event")));
    }

    private Namespace own(Actor actor, String group) {
        var team = teams.find(actor, group).filter(found -> found.kind() == Namespace.Kind.TEAM).orElseThrow(() -> Problem.notFound("Group"));
        if (!teams.role(actor, team).atLeast(Role.OWNER)) throw Problem.refused("The audit log of a team is for its owners.");
        return team;
    }
}
