package antipode.asks;

import antipode.api.Site;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.threads.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question, whom it was put to, and what silence means.
///
/// @param defaultAt when the default takes effect if nobody objects
/// @param movedAt   when it was found that somebody had been robbed of their time since, so that the default moved
/// @param webUrl    its own page, where one answers, objects, takes it or gives more time
public record AskJson(
        long id,
        long issuableId,
        String kind,
        String question,
        @Nullable Long noteId,
        UserJson asker,
        List<AskedJson> asked,
        Instant askedAt,
        @Nullable Instant dueAt,
        Instant fairAt,
        @Nullable Instant extendedAt,
        @Nullable Instant movedAt,
        @Nullable String defaultEffect,
        @Nullable String defaultText,
        @Nullable Instant defaultAt,
        String state,
        @Nullable Instant endedAt,
        @Nullable String endedBecause,
        String webUrl) {

    /// Somebody who was asked, or a team as one.
    ///
    /// @param zone      by whose clock `fair_at` was reckoned
    /// @param away      away for longer than can be waited for: the delegate answers, or nobody is waited for
    /// @param takenBy   who took it for the team
    public record AskedJson(
            @Nullable UserJson user,
            @Nullable TeamJson team,
            Instant fairAt,
            String zone,
            boolean away,
            @Nullable Instant awayUntil,
            @Nullable UserJson delegate,
            @Nullable UserJson takenBy,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable UserJson answeredBy,
            @Nullable Long noteId) {

        static AskedJson of(Ask.Asked one, Site site) {
            Text.Team team = one.who().team();
            return new AskedJson(
                    json(one.who().person(), site),
                    team == null ? null : new TeamJson(team.id(), team.name(), team.path(), site.url("/" + team.path())),
                    one.fairAt(),
                    one.zone().getId(),
                    one.away(),
                    one.awayUntil(),
                    json(one.delegate(), site),
                    json(one.taker(), site),
                    one.answer(),
                    one.answeredAt(),
                    json(one.answeredBy(), site),
                    one.noteId());
        }
    }

    public record TeamJson(long id, String name, String fullPath, String webUrl) {}

    public static AskJson of(Ask ask, Site site) {
        return new AskJson(
                ask.id(),
                ask.issuableId(),
                ask.kind().key(),
                ask.question(),
                ask.noteId(),
                UserJson.of(ask.asker(), site),
                ask.asked().stream().map(one -> AskedJson.of(one, site)).toList(),
                ask.askedAt(),
                ask.dueAt(),
                ask.fairAt(),
                ask.extendedAt(),
                ask.movedAt(),
                ask.effect(),
                ask.defaultText(),
                ask.hasDefault() ? ask.takesEffectAt() : null,
                ask.state().key(),
                ask.endedAt(),
                ask.endedBecause(),
                site.url(ask.path()));
    }

    private static @Nullable UserJson json(@Nullable Person person, Site site) {
        return person == null ? null : UserJson.of(person, site);
    }
}
