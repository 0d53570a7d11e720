package antipode.absences;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.handoffs.Handoff;
import antipode.handoffs.Handoffs;
import antipode.hours.Schedule;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Delegates;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Turns;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Offers the turns of whoever is away to who stands in, and takes back on the return what nobody took. An offer is a
/// hand-off of the turn alone: until it is accepted nothing has changed hands.
@Component
class Offers implements OutboxConsumer {

    static final String CONSUMER = "absence-offers";

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Members members;
    private final WorkingHours hours;
    private final Delegates delegates;
    private final Threads threads;
    private final Access access;
    private final Turns turns;
    private final Handoffs handoffs;
    private final Clock clock;

    Offers(
            JdbcClient jdbc, Absences absences, Members members, WorkingHours hours, Delegates delegates, Threads threads,
            Access access, Turns turns, Handoffs handoffs, Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.hours = hours;
        this.delegates = delegates;
        this.threads = threads;
        this.access = access;
        this.turns = turns;
        this.handoffs = handoffs;
        this.clock = clock;
    }

    /// @param thing whose turn is offered; nothing where all that is still offered is taken back
    record Of(long absence, @Nullable Long thing) {}

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        Of of = row.payload(Of.class);
        Absence absence = absences.find(of.absence()).orElse(null);
        Member member = absence == null ? null : members.find(absence.memberId()).filter(Member::active).orElse(null);
        if (absence == null || member == null) {
            return;
        }
        if (of.thing() == null) {
            takeBack(absence, Actor.of(member));
        } else {
            offer(absence, member, of.thing());
        }
    }

    private void offer(Absence absence, Member member, long thing) {
        Instant now = clock.instant();
        Schedule schedule = hours.of(member.id());
        if (!absence.covers(schedule.dateAt(now)) || !exists(thing)) {
            return;
        }
        Issuable locked = threads.lock(thing);
        Actor away = Actor.of(member);
        boolean holds = turns.on(List.of(thing)).stream().anyMatch(turn -> turn.holder().is(away));
        boolean speaks = threads.sees(away, thing)
                && access.level(away, locked.projectId()).atLeast(locked.locked() ? Role.REPORTER : Role.GUEST);
        Person delegate = delegates.of(member.id(), locked.projectId(), now).orElse(null);
        if (!locked.open() || !holds || !speaks || delegate == null || handoffs.openOn(locked).isPresent() || !sees(delegate, thing)) {
            return;
        }
        String until = Stretch.back(absence, schedule)
                .map(back -> " until " + new Times(now, delegate.zone()).day(back))
                .orElse("");
        Handoff offered = handoffs.offerTurn(away, locked, delegate.username(), member.name() + " is away" + until + ", and "
                + delegate.firstName() + " stands in. Take this turn if it can’t wait; else it waits for the return.");
        jdbc.sql("insert into absence_offer (absence_id, handoff_id) values (:absence, :handoff)")
                .param("absence", absence.id())
                .param("handoff", offered.id())
                .update();
    }

    private boolean exists(long thing) {
        return jdbc.sql("select exists (select from issuable where id = :id)").param("id", thing).query(Boolean.class).single();
    }

    private boolean sees(Person delegate, long thing) {
        return members.find(delegate.id()).filter(one -> threads.sees(Actor.of(one), thing)).isPresent();
    }

    private void takeBack(Absence absence, Actor back) {
        jdbc.sql("""
                        select handoff.id from absence_offer join handoff on handoff.id = absence_offer.handoff_id
                        where absence_offer.absence_id = :absence and handoff.state = 'offered' order by handoff.issuable_id""")
                .param("absence", absence.id())
                .query(Long.class)
                .list()
                .forEach(id -> handoffs.unrestricted(id).ifPresent(offered -> handoffs.withdraw(back, offered)));
    }
}
