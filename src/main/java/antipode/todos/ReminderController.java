package antipode.todos;

import antipode.capacity.Capacities;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.Who;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reminds somebody of a thing when another one has room again: a bookmark, out of sight until then.
@Controller
@May(Who.MEMBER)
class ReminderController {

    private final Threads threads;
    private final Members members;
    private final Capacities capacities;
    private final Todos todos;
    private final Deeds deeds;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ReminderController(
            Threads threads, Members members, Capacities capacities, Todos todos, Deeds deeds, Clock clock,
            TransactionTemplate transaction) {
        this.threads = threads;
        this.members = members;
        this.capacities = capacities;
        this.todos = todos;
        this.deeds = deeds;
        this.clock = clock;
        this.transaction = transaction;
    }

    @GetMapping("/-/reminders/new")
    Page show(@RequestParam long thing, @RequestParam String after, Actor actor) {
        Issuable issuable = threads.find(actor, thing);
        Member member = member(after);
        return new ReminderPage(issuable, Person.of(member), until(member));
    }

    @PostMapping("/-/reminders")
    Redirect remind(@RequestParam long thing, @RequestParam String after, Actor actor) {
        Issuable issuable = threads.find(actor, thing);
        Instant until = until(member(after));
        transaction.executeWithoutResult(_ -> deeds.snooze(actor, todos.mark(actor, threads.lock(issuable.id())).id(), until));
        String when = new Times(clock.instant(), actor.require().zone()).within(until);
        return Redirect.to(issuable.path()).saying(Notice.done("It comes back to your list " + when + "."));
    }

    private Member member(String username) {
        return members.findByUsername(username).orElseThrow(() -> Problem.notFound("Member"));
    }

    private Instant until(Member member) {
        Instant now = clock.instant();
        Instant until = capacities.of(member.id(), now).until();
        if (until == null || !until.isAfter(now)) {
            throw Problem.conflict(member.name() + " says no time to wait for: write to them now, or put it on your list yourself.");
        }
        return until;
    }
}
