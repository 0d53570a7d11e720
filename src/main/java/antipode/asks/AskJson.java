package antipode.asks;

import antipode.api.Site;
import antipode.people.UserJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question, whom it was put to, and what silence means.
///
/// @param defaultAt when the default takes effect if nobody objects
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
        @Nullable String defaultEffect,
        @Nullable String defaultText,
        @Nullable Instant defaultAt,
        String state,
        @Nullable Instant endedAt,
        @Nullable String endedBecause) {

    /// Somebody who was asked.
    public record AskedJson(
            UserJson user, Instant fairAt, @Nullable String answer, @Nullable Instant answeredAt, @Nullable Long noteId) {}

    public static AskJson of(Ask ask, Site site) {
        return new AskJson(
                ask.id(),
                ask.issuableId(),
                ask.kind().key(),
                ask.question(),
                ask.noteId(),
                UserJson.of(ask.asker(), site),
                ask.asked().stream()
                        .map(one -> new AskedJson(
                                UserJson.of(one.person(), site), one.fairAt(), one.answer(), one.answeredAt(), one.noteId()))
                        .toList(),
                ask.askedAt(),
                ask.dueAt(),
                ask.fairAt(),
                ask.effect(),
                ask.defaultText(),
                ask.hasDefault() ? ask.takesEffectAt() : null,
                ask.state().key(),
                ask.endedAt(),
                ask.endedBecause());
    }
}
