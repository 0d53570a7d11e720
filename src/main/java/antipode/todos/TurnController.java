package antipode.todos;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Passing one's turn on with a sentence, where there is nothing to answer: "not mine, Kei's".
@Controller
class TurnController {

    private static final String TURN = "/{project}/-/{kind:issues|merge_requests}/{iid}/turn";

    private final Threads threads;
    private final Passing passing;
    private final JdbcClient jdbc;

    TurnController(Threads threads, Passing passing, JdbcClient jdbc) {
        this.threads = threads;
        this.passing = passing;
        this.jdbc = jdbc;
    }

    @GetMapping(TURN)
    @May(Who.GUEST)
    Page ask(@PathVariable String kind, @PathVariable long iid, Project project, Actor actor) {
        return page(actor, threads.find(actor, project, kind, iid), "", "", Map.of());
    }

    @PostMapping(TURN)
    @May(Who.GUEST)
    View pass(
            @PathVariable String kind,
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String because,
            Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        try {
            List<Holder> holders = passing.pass(
                    actor, issuable, Arrays.stream(Words.line(to).split("[,;\\s]+")).toList(), Words.line(because));
            return Redirect.to(issuable.path()).saying(Notice.done("It is " + Passing.names(holders) + "’s turn now."));
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return page(actor, issuable, to, because, wrong.fields());
        }
    }

    private TurnPassPage page(Actor actor, Issuable issuable, String to, String because, Map<String, String> errors) {
        List<Person> likely = jdbc.sql("""
                        select member.id, member.username, member.name, member.zone, member.picture
                        from subscription join member on member.id = subscription.member_id
                        where subscription.issuable_id = :issuable and member.state = 'active' and member.id <> :actor
                        order by lower(member.name) limit 50""")
                .param("issuable", issuable.id())
                .param("actor", actor.id())
                .query((row, _) -> Threads.person(row, ""))
                .list();
        return new TurnPassPage(issuable, likely, to, because, errors);
    }
}
