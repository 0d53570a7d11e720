package antipode.absences;

import antipode.database.Outbox;
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
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Offers the turns of whoever is away to who stands in, those that begin meanwhile as well, and takes back on the return
/// what nobody took. An offer is a hand-off of the turn alone: until it is accepted nothing has changed hands.
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
    private final ObjectProvider<Outbox> outbox;
    private final Clock clock;

    Offers(
            JdbcClient jdbc, Absences absences, Members members, WorkingHours hours, Delegates delegates, Threads threads,
            Access access, Turns turns, Handoffs handoffs,
            ObjectProvider<Outbox> outbox, Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.hours = hours;
        this.delegates = delegates;
        this.threads = threads;
        this.access = access;
        this.turns = turns;
        this.handoffs = handoffs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param thing    whose turn is offered; nothing where what is still offered is taken back
    /// @param replaced take back only what was offered to who doesn't stand in any more, and offer it to who does
    record Of(long absence, @Nullable Long thing, boolean replaced) {}

    /// A turn that begins while its holder is away.
    @EventListener
    void listed(Turns.Listed listed) {
        if (listed.kind() != Todo.Kind.OBLIGATION) {
            return;
        }
        // Dates in any zone lie within a day of those in UTC; which it is there is looked at when it is offered.
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("""
                        select id from absence
                        where member_id = :member and withdrawn_at is null and first_on <= :latest and last_on >= :earliest
                          and exists (select from absence_delegate where absence_id = absence.id) order by id""")
                .param("member", listed.memberId())
                .param("latest", today.plusDays(1))
                .param("earliest", today.minusDays(1))
                .query(Long.class)
                .list()
                .forEach(absence -> outbox.getObject()
                        .put(CONSUMER, "issuable " + listed.issuable().id(), new Of(absence, listed.issuable().id(), false)));
    }

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
            takeBack(absence, Actor.of(member), of.replaced());
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
        Turn held = turns.on(List.of(thing)).stream().filter(turn -> turn.holder().is(away)).findFirst().orElse(null);
        boolean speaks = threads.sees(away, thing)
                && access.level(away, locked.projectId()).atLeast(locked.locked() ? Role.REPORTER : Role.GUEST);
        Person delegate = delegates.of(member.id(), locked.projectId(), now).orElse(null);
        if (!locked.open() || held == null || !speaks || delegate == null || handoffs.openOn(locked).isPresent() || !sees(delegate, thing)) {
            return;
        }
        if (held.by() != null && delegate.id() == held.by().id()) {
            return; // they left it to who is away themselves
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

    private record Offered(long id, long thing) {}

    private void takeBack(Absence absence, Actor giver, boolean replaced) {
        jdbc.sql("""
                        select handoff.id, handoff.issuable_id thing
                        from absence_offer join handoff on handoff.id = absence_offer.handoff_id
                        where absence_offer.absence_id = :absence and handoff.state = 'offered' order by handoff.issuable_id""")
                .param("absence", absence.id())
                .query(Offered.class)
                .list()
                .forEach(offered -> takeBack(absence, giver, offered, replaced));
    }

    private void takeBack(Absence absence, Actor giver, Offered offered, boolean replaced) {
        Handoff handoff = handoffs.unrestricted(offered.id()).orElse(null);
        if (handoff == null || replaced && standsIn(giver, handoff, offered)) {
            return;
        }
        handoffs.withdraw(giver, handoff);
        if (replaced) {
            outbox.getObject().put(CONSUMER, "issuable " + offered.thing(), new Of(absence.id(), offered.thing(), false));
        }
    }

    /// Whether the one it was offered to is still the one who stands in there.
    private boolean standsIn(Actor giver, Handoff handoff, Offered offered) {
        return delegates.of(giver.id(), threads.get(offered.thing()).projectId(), clock.instant())
                .filter(delegate -> handoff.to() != null && !handoff.to().team() && delegate.id() == handoff.to().id())
                .isPresent();
    }
}
