package antipode.todos;

import antipode.api.Site;
import antipode.people.UserJson;
import antipode.threads.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whose turn it is, as the API tells it: a member's or, as one, a team's.
record TurnJson(
        @Nullable UserJson holder,
        @Nullable TeamJson team,
        String actionName,
        @Nullable UserJson by,
        String question,
        String because,
        Instant since) {

    record TeamJson(long id, String name, String fullPath) {

        static TeamJson of(Text.Team team) {
            return new TeamJson(team.id(), team.name(), team.path());
        }
    }

    static TurnJson of(Turn turn, Site site) {
        Holder holder = turn.holder();
        return new TurnJson(
                holder.person() == null ? null : UserJson.of(holder.person(), site),
                holder.team() == null ? null : TeamJson.of(holder.team()),
                turn.action().key(),
                turn.by() == null ? null : UserJson.of(turn.by(), site),
                turn.question(),
                turn.because(),
                turn.since());
    }
}
