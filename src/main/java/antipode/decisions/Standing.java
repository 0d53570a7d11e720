package antipode.decisions;

import antipode.asks.Ask;
import antipode.hours.FairTime;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything that tells whether a decision may be taken now, and by whom.
///
/// @param asks what was asked in its thread
/// @param role what the actor is to the project
record Standing(Decision decision, List<Ask> asks, Actor actor, Role role, Instant now) {

    /// Why this actor can't take it at this moment, a sentence each; empty if they can.
    List<String> whyNotYet(Times times) {
        if (!decision.proposed()) {
            return List.of("It is " + decision.status().key() + " already.");
        }
        List<String> reasons = new ArrayList<>();
        mayNot().ifPresent(reasons::add);
        reasons.addAll(doorClosed(times));
        return reasons;
    }

    /// Refuses whoever is not the one who decides, and everyone while the door is shut.
    void require() {
        require("");
    }

    /// The same, where a maintainer says why it can't wait for the comment window.
    ///
    /// @param early that sentence, which is kept; empty if it isn't said
    void require(String early) {
        mayNot().ifPresent(why -> {
            throw Problem.refused(why);
        });
        if (!decision.proposed()) {
            throw Problem.conflict("It is " + decision.status().key() + " already.");
        }
        List<String> closed = doorClosed(new Times(now, actor.member() == null ? ZoneOffset.UTC : actor.member().zone()));
        if (closed.isEmpty()) {
            return;
        }
        if (early.isBlank()) {
            throw Problem.conflict(String.join(" ", closed));
        }
        if (!role.atLeast(Role.MAINTAINER)) {
            throw Problem.refused("Only a maintainer decides before its comment window ends, with a sentence that is kept.");
        }
    }

    /// Whether its window alone holds this actor up, who may decide before it ends by saying why.
    boolean mayBeEarly(Times times) {
        return decision.proposed() && decides() && role.atLeast(Role.MAINTAINER) && !doorClosed(times).isEmpty();
    }

    /// What a one-way door asks for: those whom it concerns were asked, and each has had fair time.
    List<String> doorClosed(Times times) {
        if (!decision.oneWay()) {
            return List.of();
        }
        if (asked().isEmpty()) {
            return List.of("A one-way door needs a comment window: ask those it concerns first, so that each has fair time.");
        }
        return windowEnd()
                .filter(end -> end.isAfter(now))
                .map(end -> List.of("Its comment window is open until " + times.within(end) + ", " + times.distance(end)
                        + ": then everyone asked has had fair time."))
                .orElse(List.of());
    }

    /// Whether this actor is the one who decides, door and window aside.
    boolean decides() {
        return mayNot().isEmpty();
    }

    private Optional<String> mayNot() {
        if (!actor.signedIn()) {
            return Optional.of("Sign in to decide.");
        }
        return actor.is(decision.header().dri().id()) || role.atLeast(Role.MAINTAINER)
                ? Optional.empty()
                : Optional.of(decision.header().dri().firstName() + " decides this one.");
    }

    /// When everyone asked has had fair time, rounded as a fair due time is; nobody waits for who has answered.
    Optional<Instant> windowEnd() {
        return asked().stream()
                .filter(Ask.Asked::silent)
                .map(Ask.Asked::fairAt)
                .max(Comparator.naturalOrder())
                .map(FairTime::roundedUp);
    }

    /// Whom the question was put to; what was taken back was never asked.
    private List<Ask.Asked> asked() {
        return asks.stream()
                .filter(ask -> ask.state() != Ask.State.WITHDRAWN)
                .flatMap(ask -> ask.asked().stream())
                .toList();
    }

    /// Of the one kind a reviewer, whoever is responsible and a maintainer may make the other.
    boolean mayTurnOneWay() {
        return decision.proposed()
                && !decision.oneWay()
                && (decision.header().isOf(actor)
                        || role.atLeast(Role.MAINTAINER)
                        || asked().stream().anyMatch(one -> one.is(actor)));
    }

    boolean mayTurnBack() {
        return decision.proposed() && decision.oneWay() && role.atLeast(Role.MAINTAINER);
    }

    /// Refuses whoever may not make it a door of this kind.
    void requireTurn(Door door) {
        if (!decision.proposed()) {
            throw Problem.conflict("It is " + decision.status().key() + " already; the door is shut.");
        }
        if (decision.door() != door && (door == Door.ONE_WAY ? !mayTurnOneWay() : !mayTurnBack())) {
            throw Problem.refused(door == Door.ONE_WAY
                    ? "Who was asked, who is responsible and maintainers may make this a one-way door."
                    : "Only a maintainer makes a one-way door two-way again.");
        }
    }

    /// The objections that stand against it.
    List<Ask> objections() {
        return asks.stream().filter(ask -> ask.state() == Ask.State.OBJECTED).toList();
    }
}
