package antipode.asks;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.threads.Text;
import antipode.todos.Holder;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question put to people, or to teams as one, and what silence means.
///
/// @param noteId   the comment or event it was put in
/// @param dueAt    when an answer is wished for; nothing if the asker waits
/// @param fairAt   the earliest moment by which everyone asked has had their working time
/// @param extendedAt when the asker last gave more time
/// @param movedAt  when it was found that somebody had been robbed of their time since, so that it became later
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
        @Nullable Instant extendedAt,
        @Nullable Instant movedAt,
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

        /// The rest of "Ana wishes for": "an answer".
        public String wish() {
            return this == FEEDBACK ? "feedback" : this == DECISION ? "a decision" : "an " + key();
        }

        /// As somebody sent it.
        static Kind named(String key) {
            for (Kind kind : values()) {
                if (kind.key().equals(key)) {
                    return kind;
                }
            }
            throw Problem.invalid("kind", "is none of answer, feedback, action, decision");
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
        ENDED,
        /// The default took effect, and somebody who had been away took it back.
        REOPENED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Somebody who was asked, or a team as one.
    ///
    /// @param fairAt by when they, or whoever answers in their place, have had their working time
    /// @param zone   by whose clock that was
    /// @param away   they are away for longer than can be waited for
    /// @param awayUntil when they return
    /// @param delegate who answers in their place while they are away
    /// @param taker  who has taken it, for the team or from hand to hand, and answers for it
    /// @param answer `answered` or `objected`; nothing while they are silent
    /// @param answeredBy who said it
    public record Asked(
            Holder who,
            Instant fairAt,
            ZoneId zone,
            boolean away,
            @Nullable Instant awayUntil,
            @Nullable Person delegate,
            @Nullable Person taker,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable Person answeredBy,
            @Nullable Long noteId) {

        public boolean silent() {
            return answer == null;
        }

        /// Nobody waits for them: they are away, and nobody answers in their place.
        public boolean leftOut() {
            return away && delegate == null && taker == null;
        }

        /// Whether this person was asked themselves.
        public boolean is(long member) {
            return who.person() != null && who.person().id() == member;
        }

        public boolean is(Actor actor) {
            return actor.signedIn() && is(actor.id());
        }

        /// Whether a word of this member's would answer it.
        ///
        /// @param teams the teams they are of
        boolean answeredBy(long member, Set<Long> teams) {
            Text.Team team = who.team();
            return is(member)
                    || delegate != null && delegate.id() == member
                    || taker != null && taker.id() == member
                    || team != null && taker == null && teams.contains(team.id());
        }

        /// Who is waited for: "Kei", "Support", "Mateo for Lucía", "Mia for Support".
        public String name() {
            Person other = taker != null ? taker : delegate;
            return other == null ? who.firstName() : other.firstName() + " for " + who.firstName();
        }

        /// "Lucía is away until 30 Nov; Mateo answers in their place."
        ///
        /// @param times how the reader reads times
        public @Nullable String note(Times times) {
            if (taker != null) {
                return taker.firstName() + " took it and answers for " + who.firstName() + ".";
            }
            if (!away) {
                return null;
            }
            String until = who.firstName() + " is away" + (awayUntil == null ? "" : " until " + times.day(awayUntil));
            return until + "; " + (delegate == null
                    ? "nobody answers in their place, and they may reopen it on their return."
                    : delegate.firstName() + " answers in their place.");
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

    /// Whether a word of this member's is awaited.
    ///
    /// @param teams the teams they are of; needed only where a team is asked
    public boolean awaits(long member, Set<Long> teams) {
        return open() && asker.id() != member && asked.stream().anyMatch(one -> one.silent() && one.answeredBy(member, teams));
    }

    /// Whether a team is asked that nobody has taken yet.
    boolean asksTeam() {
        return asked.stream().anyMatch(one -> one.who().team() != null && one.taker() == null);
    }

    /// "Kei and Mia"
    public String names() {
        return list(asked.stream().map(one -> one.who().firstName()).toList());
    }

    static String list(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// What became of it, in a sentence; only once it has ended.
    String outcome() {
        String ended = endedBecause == null ? "" : endedBecause;
        String said = switch (state) {
            case DEFAULTED -> "“" + defaultText + "” happened by itself: " + ended;
            case REFUSED -> "“" + defaultText + "” did not happen: " + ended;
            default -> "It has ended: " + ended;
        };
        return said + (said.endsWith(".") ? "" : ".");
    }

    /// Its own page, which letters lead to.
    public String path() {
        return "/-/asks/" + id;
    }

    /// Whether its due time does no more than remind: nothing follows on silence, or not before it is fair.
    boolean reminds() {
        return dueAt != null && (!hasDefault() || dueAt.isBefore(takesEffectAt()));
    }

    /// Those who are waited for.
    public List<Asked> waited() {
        return asked.stream().filter(one -> !one.leftOut()).toList();
    }

    /// How many of those who are waited for have had fair time by this moment.
    public long fairBy(Instant moment) {
        return asked.stream().filter(one -> !one.leftOut() && !one.fairAt().isAfter(moment)).count();
    }
}
