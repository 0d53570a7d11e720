package antipode.home;

import antipode.onboarding.Workspace;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.web.Page;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page: one's own work, or, for who hasn't signed in, what this is.
@Controller
class HomeController {

    private final Works works;
    private final JdbcClient jdbc;
    private final Access access;
    private final Workspace workspace;

    HomeController(Works works, JdbcClient jdbc, Access access, Workspace workspace) {
        this.works = works;
        this.jdbc = jdbc;
        this.access = access;
        this.workspace = workspace;
    }

    @GetMapping("/")
    @May(Who.ANYONE)
    Page show(Actor actor) {
        return actor.signedIn() ? works.of(actor) : new FrontPage(workspace.name().orElse("Antipode"), open(actor));
    }

    private List<FrontPage.Open> open(Actor actor) {
        return access.bind(
                        jdbc.sql("select full_path path, name, description from project where " + Access.VISIBLE_PROJECT
                                + " order by last_activity_at desc, id desc limit 20"),
                        actor)
                .query(FrontPage.Open.class)
                .list();
    }
}
