package antipode.asks;

import antipode.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A question put to named people, and what silence means.
///
/// @param noteId   the comment or event it was put in
/// @param dueAt    when an answer is wished for; nothing if the asker waits
/// @param fairAt   the earliest moment by which everyone asked has had their working time
/// @param effect   what takes effect if nobody objects: the key of an [AskEffect]; nothing if the asker waits
/// @param defaultText what the asker said they will do
/// @param endedBecause a sentence, once it has ended
public record Ask(
        long id,
        long issuableId,
        Person asker,
        Kind kind,
        String question,
        @Nullable Long noteId,
        Instant askedAt,
        @Nullable Instant dueAt,
        Instant fairAt,
        @Nullable String effect,
        @Nullable String defaultText,
        State state,
        @Nullable Instant endedAt,
        @Nullable String endedBecause,
        List<Asked> asked) {

    /// What is wished for.
    public enum Kind {
        FEEDBACK,
        ANSWER,
        ACTION,
        DECISION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Where it stands; every state but the first is an end.
    public enum State {
        OPEN,
        ANSWERED,
        OBJECTED,
        WITHDRAWN,
        /// The stated default took effect.
        DEFAULTED,
        /// The default could not take effect; the asker holds the turn.
        REFUSED,
        /// What it was about ended first.
        ENDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Somebody who was asked.
    ///
    /// @param fairAt by when they have had their working time
    /// @param answer `answered` or `objected`; nothing while they are silent
    public record Asked(
            Person person,
            Instant fairAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable Long noteId) {

        public boolean silent() {
            return answer == null;
        }
    }

    public boolean open() {
        return state == State.OPEN;
    }

    public boolean hasDefault() {
        return effect != null;
    }

    /// When the default takes effect: at the due time, but never before it is fair.
    public Instant takesEffectAt() {
        return dueAt == null || dueAt.isBefore(fairAt) ? fairAt : dueAt;
    }

    /// Whether this member was asked and has said nothing yet.
    public boolean awaits(long member) {
        return open() && asked.stream().anyMatch(one -> one.person().id() == member && one.silent());
    }

    /// "Kei and Mia"
    public String names() {
        List<String> names = asked.stream().map(one -> one.person().firstName()).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// How many of those asked have had fair time by this moment.
    public long fairBy(Instant moment) {
        return asked.stream().filter(one -> !one.fairAt().isAfter(moment)).count();
    }
}
