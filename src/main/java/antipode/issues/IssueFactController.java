package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// Changes single facts of an issue from beside it: when it is due, how much it is, who may see it.
@Controller
class IssueFactController {

    private final Issues issues;
    private final Threads threads;

    IssueFactController(Issues issues, Threads threads) {
        this.issues = issues;
        this.threads = threads;
    }

    @GetMapping("/{project}/-/issues/{iid}/{fact:due|weight}")
    @May(Who.GUEST)
    Page form(@PathVariable long iid, @PathVariable String fact, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        threads.requireEditor(actor, issue.header());
        return new IssueFactPage(issue, fact, null, null);
    }

    @PostMapping("/{project}/-/issues/{iid}/{fact:due|weight}")
    @May(Who.GUEST)
    View save(
            @PathVariable long iid, @PathVariable String fact, HttpServletRequest request, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        threads.requireEditor(actor, issue.header());
        String sent = request.getParameter(fact);
        String typed = sent == null ? "" : Words.line(sent);
        try {
            if (fact.equals("due")) {
                issues.due(actor, issue, Day.of("due", typed));
            } else {
                issues.weigh(actor, issue, Weight.of(typed));
            }
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return new IssueFactPage(issue, fact, typed, String.join(" ", wrong.fields().values()));
        }
        return Redirect.to(issue.path());
    }

    @PostMapping("/{project}/-/issues/{iid}/confidentiality")
    @May(Who.GUEST)
    Redirect conceal(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        issues.conceal(actor, issue, true);
        return Redirect.to(issue.path()).saying(Notice.done("Only whom it concerns and reporters upwards see it now."));
    }

    @PostMapping("/{project}/-/issues/{iid}/confidentiality/removal")
    @May(Who.GUEST)
    Redirect show(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        issues.conceal(actor, issue, false);
        return Redirect.to(issue.path()).saying(Notice.done("Everyone in the project sees it now."));
    }
}
