package antipode.projects;

import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// How a project merges, on the page of its settings.
@Controller
class MergingController {

    private final Projects projects;

    MergingController(Projects projects) {
        this.projects = projects;
    }

    @PostMapping("/{project}/-/settings/merging")
    @May(Who.MAINTAINER)
    View change(Project project, @RequestParam Map<String, String> form) {
        var merging = new Merging(
                Merging.Method.of(form.getOrDefault("merge_method", "")).orElseThrow(() -> Problem.invalid("merge_method", "is not one of the three")),
                Merging.Squash.of(form.getOrDefault("squash_option", "")).orElseThrow(() -> Problem.invalid("squash_option", "is not one of the four")),
                form.containsKey("removes_source"), form.containsKey("owners_approve"));
        projects.mergeBy(project, merging);
        return Redirect.to(project.url() + "/-/settings#merging").saying(Notice.done("Saved."));
    }
}
