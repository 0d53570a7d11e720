package antipode.issues;

import antipode.issues.IssueLink.Relation;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Says in the browser what an issue is to others, and takes it back.
@Controller
class LinkController {

    private final Issues issues;
    private final IssueLinks links;
    private final Duplicates duplicates;
    private final IssueReference references;

    LinkController(Issues issues, IssueLinks links, Duplicates duplicates, IssueReference references) {
        this.issues = issues;
        this.links = links;
        this.duplicates = duplicates;
        this.references = references;
    }

    @PostMapping("/{project}/-/issues/{iid}/links")
    @May(Who.GUEST)
    View add(
            @PathVariable long iid,
            @RequestParam(name = "issue", defaultValue = "") String typed,
            @RequestParam(defaultValue = "") String as,
            Project project,
            Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        Relation relation = LinksPart.choices().stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(as))
                .findFirst()
                .orElse(Relation.RELATES);
        String named = Words.line(typed);
        try {
            Issue other = references.find(actor, project, named);
            if (relation == Relation.DUPLICATES) {
                duplicates.close(actor, issue, other);
                return Redirect.to(issue.path()).saying(Notice.done("It is closed; whoever finds it is led to the other."));
            }
            links.add(actor, issue, relation, other);
            return Redirect.to(issue.path());
        } catch (Problem wrong) {
            if (wrong.status() != 409 && wrong.fields().isEmpty()) {
                throw wrong;
            }
            String sentence = wrong.fields().isEmpty() ? "That stands here already." : String.join(" ", wrong.fields().values());
            return new LinkPage(new LinksPart(issue, List.of(), true, named, relation, sentence));
        }
    }

    @PostMapping("/{project}/-/issues/{iid}/links/{link}/removal")
    @May(Who.GUEST)
    Redirect remove(@PathVariable long iid, @PathVariable long link, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        links.remove(actor, issue, links.find(actor, issue.id(), link).orElseThrow(() -> Problem.notFound("Link")));
        return Redirect.to(issue.path());
    }
}
