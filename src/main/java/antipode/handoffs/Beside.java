package antipode.handoffs;

import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.Rights;
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.TurnAside;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What stands beside and below a turn: the open offer, the way it has gone, and what one can do: hand one's own on; go on without another's, or take it over while they are away.
@Component
class Beside implements TurnAside {

    private final Rights rights;
    private final Access access;
    private final GoingsOn goingsOn;
    private final Handoffs handoffs;
    private final Chains chains;
    private final WorkingHours hours;
    private final Clock clock;

    Beside(
            Rights rights, Access access, GoingsOn goingsOn, Handoffs handoffs, Chains chains, WorkingHours hours, Clock clock) {
        this.rights = rights;
        this.access = access;
        this.goingsOn = goingsOn;
        this.handoffs = handoffs;
        this.chains = chains;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public List<Aside> of(Actor reader, Issuable issuable, List<Turn> turns, Set<Long> absent) {
        if (issuable.kind() == Issuable.Kind.COMMIT) {
            return List.of();
        }
        List<GoingOn> open = goingsOn.open(issuable);
        boolean pending = handoffs.openOn(issuable).isPresent();
        boolean edits = reader.signedIn() && issuable.open() && rights.mayEdit(reader, issuable);
        List<Aside> asides = new ArrayList<>();
        for (Turn turn : turns) {
            List<Deed> deeds = new ArrayList<>();
            String who = "?from=" + turn.holder().handle();
            boolean gone = open.stream().anyMatch(one -> one.todoId() == turn.todoId() && reader.is(one.by().id()));
            boolean offered = turn.action() == Todo.Action.HANDED_OFF && pending;
            if (turn.holder().is(reader) && issuable.open() && !offered) {
                deeds.add(new Deed("hand it on", issuable.path() + "/handoffs/new", false));
            } else if (edits && !turn.holder().is(reader) && !offered) {
                if (!gone) {
                    deeds.add(new Deed("go on without", issuable.path() + "/going-on/new" + who, false));
                }
                if (absent.contains(turn.todoId()) && turn.holder().person() != null) {
                    deeds.add(new Deed("take over", issuable.path() + "/take-over" + who, true));
                }
            }
            asides.add(new Aside(turn.todoId(), sentence(reader, turn, open), deeds));
        }
        return asides;
    }

    @Override
    public List<Deed> nobodys(Actor reader, Issuable issuable) {
        if (!issuable.open() || !reader.signedIn()) {
            return List.of();
        }
        if (reader.is(issuable.dri().id())) {
            return List.of(new Deed("Hand it on", issuable.path() + "/handoffs/new", false));
        }
        boolean away = !TakeOvers.atWork(hours.of(issuable.dri().id()), clock.instant());
        return away && rights.mayEdit(reader, issuable)
                ? List.of(new Deed("Take it over", issuable.path() + "/take-over?from=" + issuable.dri().username(), true))
                : List.of();
    }

    /// The open offer with what its reader can do, and the way it has gone.
    @Override
    public Pieces pieces(Actor reader, Issuable issuable, List<Turn> turns) {
        List<Handoff> all = handoffs.of(issuable);
        if (all.isEmpty()) {
            return Pieces.NONE;
        }
        Handoff open = all.stream().filter(Handoff::open).findFirst().orElse(null);
        return new Pieces(open == null ? null : baton(reader, issuable, open), chains.of(reader, issuable, all));
    }

    private Baton baton(Actor reader, Issuable issuable, Handoff open) {
        boolean gives = reader.is(open.giver().id());
        return new Baton(
                issuable, open, issuable.open() && handoffs.receives(reader, open), gives,
                !gives && access.level(reader, issuable.projectId()).atLeast(Role.MAINTAINER));
    }

    /// "Ana goes on without the answer; it changes that later."
    private static String sentence(Actor reader, Turn turn, List<GoingOn> open) {
        return open.stream()
                .filter(one -> one.todoId() == turn.todoId())
                .findFirst()
                .map(one -> reader.is(one.by().id())
                        ? "You go on without the answer; it can change that later."
                        : one.by().firstName() + " goes on without the answer; it can change that later.")
                .orElse("");
    }
}
