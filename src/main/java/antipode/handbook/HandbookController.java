package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Redirect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Reading a handbook.
@Controller
class HandbookController {

    private final Handbooks handbooks;
    private final Pages pages;
    private final ProjectHeads heads;

    HandbookController(Handbooks handbooks, Pages pages, ProjectHeads heads) {
        this.handbooks = handbooks;
        this.pages = pages;
        this.heads = heads;
    }

    /// The workspace's handbook: the one called so, or the only one.
    @GetMapping("/-/handbook")
    @May(Who.ANYONE)
    View first(Actor reader) {
        var all = pages.visibleTo(reader);
        boolean clear = all.size() == 1 || !all.isEmpty() && all.getFirst().fullPath().endsWith("/handbook");
        return Redirect.to(clear ? "/" + all.getFirst().fullPath() + "/-/handbook" : "/-/handbooks");
    }

    @GetMapping("/-/handbooks")
    @May(Who.ANYONE)
    Page list(Actor reader) {
        return new HandbooksPage(pages.visibleTo(reader));
    }

    @GetMapping({"/{project}/-/handbook", "/{project}/-/handbook/{*path}"})
    @May(Who.READER)
    View read(@PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at) {
        return show(path, project, role, reader, at, null, false);
    }

    /// Asked of some lines. Like all that tells who wrote what, it may have to work it out, and keeps what it found.
    @GetMapping(path = {"/{project}/-/handbook", "/{project}/-/handbook/{*path}"}, params = "why")
    @May(Who.READER)
    @OwnTransactions
    View explain(
            @PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at, @RequestParam String why) {
        return show(path, project, role, reader, at, why, false);
    }

    @GetMapping(path = {"/{project}/-/handbook", "/{project}/-/handbook/{*path}"}, params = {"blame", "!why"})
    @May(Who.READER)
    @OwnTransactions
    View blame(@PathVariable Optional<String> path, Project project, Role role, Actor reader, @RequestParam Optional<String> at) {
        return show(path, project, role, reader, at, null, true);
    }

    private View show(
            Optional<String> path, Project project, Role role, Actor reader, Optional<String> at, @Nullable String why, boolean blame) {
        return handbooks.show(
                reader, heads.of(project, role), new Handbooks.Wish(path.orElse(""), at.orElse(null), why, blame));
    }
}
