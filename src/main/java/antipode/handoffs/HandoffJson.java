package antipode.handoffs;

import antipode.api.Site;
import antipode.people.UserJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A hand-off or a take-over, as the API tells it.
record HandoffJson(
        long id,
        long issuableId,
        String state,
        UserJson giver,
        @Nullable GroupJson giverGroup,
        @Nullable UserJson receiver,
        @Nullable GroupJson receiverGroup,
        @Nullable UserJson taker,
        boolean responsibility,
        String done,
        String next,
        String blocked,
        String openQuestions,
        String links,
        @Nullable String question,
        long noteId,
        Instant offeredAt,
        @Nullable Instant decidedAt) {

    record GroupJson(long id, String name, String fullPath, String webUrl) {

        static @Nullable GroupJson of(@Nullable Receiver team, Site site) {
            return team == null || !team.team()
                    ? null
                    : new GroupJson(team.id(), team.name(), team.handle(), site.url(team.path()));
        }
    }

    static HandoffJson of(Handoff handoff, Site site) {
        Receiver to = handoff.to();
        return new HandoffJson(
                handoff.id(),
                handoff.issuableId(),
                handoff.state().key(),
                UserJson.of(handoff.giver(), site),
                GroupJson.of(handoff.fromTeam(), site),
                to == null || to.person() == null ? null : UserJson.of(to.person(), site),
                GroupJson.of(to, site),
                handoff.taker() == null ? null : UserJson.of(handoff.taker(), site),
                handoff.responsibility(),
                handoff.words().done(),
                handoff.words().next(),
                handoff.words().blocked(),
                handoff.words().questions(),
                handoff.words().links(),
                handoff.question().isEmpty() ? null : handoff.question(),
                handoff.noteId(),
                handoff.offeredAt(),
                handoff.decidedAt());
    }
}
