package antipode.todos;

import antipode.api.Api;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Whose turn it is on an issue or merge request.
@Api
class TurnApi {

    private final Threads threads;
    private final Turns turns;

    TurnApi(Threads threads, Turns turns) {
        this.threads = threads;
        this.turns = turns;
    }

    record TeamJson(long id, String name, String fullPath) {

        static TeamJson of(Team team) {
            return new TeamJson(team.id(), team.name(), team.path());
        }
    }

    record TurnJson(
            @Nullable UserJson holder, @Nullable TeamJson team, String actionName, @Nullable UserJson by, String question, String because, Instant since) {

        static TurnJson of(Turn turn, Site site) {
            return new TurnJson(
                    turn.holder().person() == null ? null : UserJson.of(turn.holder().person(), site),
                    turn.holder().team() == null ? null : TeamJson.of(turn.holder().team()), turn.action().key(),
                    turn.by() == null ? null : UserJson.of(turn.by(), site), turn.question(), turn.because(), turn.since());
        }
    }

    /// Longest waiting first; empty while nobody is waited for.
    @GetMapping("/projects/{id}/{things:issues|merge_requests}/{iid}/turns")
    @May(Who.READER)
    List<TurnJson> list(@PathVariable String things, @PathVariable long iid, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(
                actor, project, things.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
        return turns.on(List.of(issuable.id())).stream().map(turn -> TurnJson.of(turn, site)).toList();
    }
}
