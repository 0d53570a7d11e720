package antipode.issues;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.issues.IssueLink.Relation;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Issuable;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What issues are to each other, in GitLab's form.
@Api
class IssueLinkApi {

    private static final String LINKS = "/projects/{id}/issues/{iid}/links";

    private final Issues issues;
    private final IssueLinks links;
    private final IssueJsons jsons;
    private final Projects projects;

    IssueLinkApi(Issues issues, IssueLinks links, IssueJsons jsons, Projects projects) {
        this.issues = issues;
        this.links = links;
        this.jsons = jsons;
        this.projects = projects;
    }

    /// An issue with what links it.
    record LinkedJson(
            @JsonUnwrapped IssueJson issue, long issueLinkId, String linkType, Instant linkCreatedAt, Instant linkUpdatedAt) {}

    record LinkJson(IssueJson sourceIssue, IssueJson targetIssue, String linkType) {}

    @GetMapping(LINKS)
    @May(Who.READER)
    List<LinkedJson> list(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        List<IssueLink> found = links.of(actor, issue.id());
        Map<Long, IssueJson> told = jsons.of(actor, found.stream().map(link -> link.other().id()).toList(), site).stream()
                .collect(Collectors.toMap(IssueJson::id, json -> json));
        return found.stream()
                .map(link -> new LinkedJson(
                        Objects.requireNonNull(told.get(link.other().id())), link.id(), link.relation().apiName(),
                        link.createdAt(), link.createdAt()))
                .toList();
    }

    @PostMapping(LINKS)
    @May(Who.GUEST)
    LinkJson add(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        sent.require("target_project_id", "target_issue_iid");
        Issue issue = issues.find(actor, project, iid);
        String type = sent.oneOf("link_type", "relates_to", "blocks", "is_blocked_by");
        Project target = projects.visibleTo(actor)
                .findByIdOrPath(sent.required("target_project_id"))
                .orElseThrow(() -> Problem.notFound("Project"));
        Issue other = issues.find(actor, target, number(sent));
        Relation relation = switch (type == null ? "relates_to" : type) {
            case "blocks" -> Relation.BLOCKS;
            case "is_blocked_by" -> Relation.IS_BLOCKED_BY;
            default -> Relation.RELATES;
        };
        return json(actor, issue, links.add(actor, issue, relation, other), site);
    }

    @GetMapping(LINKS + "/{link}")
    @May(Who.READER)
    LinkJson show(@PathVariable long iid, @PathVariable long link, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        return json(actor, issue, find(actor, issue, link), site);
    }

    @DeleteMapping(LINKS + "/{link}")
    @May(Who.GUEST)
    LinkJson remove(@PathVariable long iid, @PathVariable long link, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        IssueLink found = find(actor, issue, link);
        LinkJson told = json(actor, issue, found, site);
        links.remove(actor, issue, found);
        return told;
    }

    private IssueLink find(Actor actor, Issue issue, long link) {
        return links.find(actor, issue.id(), link).orElseThrow(() -> Problem.notFound("Issue link"));
    }

    private LinkJson json(Actor actor, Issue issue, IssueLink link, Site site) {
        Issuable other = link.other();
        Map<Long, IssueJson> both = jsons.of(actor, List.of(issue.id(), other.id()), site).stream()
                .collect(Collectors.toMap(IssueJson::id, json -> json));
        return new LinkJson(
                Objects.requireNonNull(both.get(issue.id())), Objects.requireNonNull(both.get(other.id())),
                link.relation().apiName());
    }

    private static long number(Parameters sent) {
        Long number = sent.integer("target_issue_iid");
        if (number == null) {
            throw Refusal.parameters("target_issue_iid is invalid");
        }
        return number;
    }
}
