package antipode.asks;

import antipode.hours.FairTime;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Readers;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where asks are put and found.
@Component
public class Asks {

    /// The longest question and the longest default, in characters.
    static final int LONGEST = 1_000;
    static final int MOST_ASKED = 50;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Readers readers;
    private final Subscriptions subscriptions;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final Access access;
    private final Schedules schedules;
    private final AskPlans plans;
    private final AskRows rows;
    private final AskEffects effects;
    private final Clock clock;

    Asks(
            JdbcClient jdbc,
            Threads threads,
            Readers readers,
            Subscriptions subscriptions,
            Events events,
            Turns turns,
            Members members,
            Access access,
            Schedules schedules,
            AskPlans plans,
            AskRows rows,
            AskEffects effects,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.readers = readers;
        this.subscriptions = subscriptions;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.access = access;
        this.schedules = schedules;
        this.plans = plans;
        this.rows = rows;
        this.effects = effects;
        this.clock = clock;
    }

    /// What somebody asks.
    ///
    /// @param due    when an answer is wished for; with a default it is the fair due time if nothing is said
    /// @param effect the key of what silence does; nothing if the asker waits
    public record Question(
            Ask.Kind kind,
            String text,
            List<Person> to,
            @Nullable Instant due,
            @Nullable String effect,
            String defaultText) {}

    /// Asks. Everyone asked holds a turn; if silence has a meaning, it waits for the fair due time.
    ///
    /// @param note the comment it stands in; nothing if it stands for itself
    @Transactional
    public Ask ask(Actor actor, Issuable issuable, Question question, @Nullable Long note) {
        Issuable locked = threads.lock(issuable.id());
        check(actor, locked, question);
        Instant now = clock.instant();
        FairTime<Person> fair = plans.fairTime(question.to(), now);
        Instant fairAt = fair.due().orElse(now);
        AskEffect effect = question.effect() == null ? null : effects.named(question.effect());
        if (effect != null) {
            if (!effect.fits(locked)) {
                throw Problem.invalid("default_effect", "is not something one can do here");
            }
            effect.check(actor, locked, question.defaultText());
        }
        String said = effect == null ? null : question.defaultText().isBlank() ? effect.deed() : question.defaultText().strip();
        long id = jdbc.sql("""
                        insert into ask (issuable_id, asker_id, kind, question, note_id, asked_at, due_at, fair_at,
                                         default_effect, default_text)
                        values (:issuable, :asker, :kind, :question, :note, :now, :due, :fair, :effect, :text)
                        returning id""")
                .param("issuable", locked.id())
                .param("asker", actor.id())
                .param("kind", question.kind().key())
                .param("question", question.text().strip())
                .param("note", note, Types.BIGINT)
                .param("now", Timestamp.from(now))
                .param("due", timestamp(question.due() == null && effect != null ? fairAt : question.due()), Types.TIMESTAMP)
                .param("fair", Timestamp.from(fairAt))
                .param("effect", question.effect(), Types.VARCHAR)
                .param("text", said, Types.VARCHAR)
                .query(Long.class)
                .single();
        for (FairTime.Each<Person> each : fair.each()) {
            jdbc.sql("insert into ask_person (ask_id, member_id, fair_at) values (:ask, :member, :fair)")
                    .param("ask", id)
                    .param("member", each.asked().who().id())
                    .param("fair", Timestamp.from(each.waitedFor().orElse(now)))
                    .update();
        }
        Ask ask = rows.get(id);
        Map<String, String> detail = new LinkedHashMap<>(Map.of("to", ask.names(), "question", ask.question()));
        if (effect != null) {
            detail.put("default", said == null ? "" : said);
            detail.put("until", ask.takesEffectAt().toString());
        }
        long event = events.append(actor, locked, "asked", detail);
        long cause = note == null ? event : note;
        jdbc.sql("update ask set note_id = :note where id = :id").param("note", cause).param("id", id).update();
        List<Long> asked = question.to().stream().map(Person::id).toList();
        subscriptions.subscribe(locked.id(), asked, "asked");
        turns.pass(locked, asked, new Turns.Cause(Todo.Action.ASKED, actor.id(), cause, ask.question(), id));
        if (effect != null) {
            schedules.at(AskDefault.TASK, String.valueOf(id), ask.takesEffectAt(), new AskDefault.Due(id));
        }
        return rows.get(id);
    }

    /// The asks of a thing, oldest first.
    public List<Ask> of(Issuable issuable) {
        return rows.of(issuable.id());
    }

    public Ask find(Actor actor, Issuable issuable, long id) {
        return of(issuable).stream()
                .filter(ask -> ask.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Ask"));
    }

    /// The members of these usernames, in lower case, who may see the thing: only they can be asked.
    public Map<String, Person> seeing(Issuable issuable, Collection<String> usernames) {
        return readers.named(issuable, usernames);
    }

    /// Whom one might ask first: who takes part in the thread, then who belongs to the project.
    List<Person> likely(Issuable issuable) {
        return access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone
                                from (select member_id, min(place) place from (
                                        select member_id, 1 place from subscription where issuable_id = :issuable
                                        union all
                                        (select member_id, 2 from project_authorization where project_id = :project
                                         order by member_id limit 200)) nearby
                                      group by member_id) near
                                join member on member.id = near.member_id
                                join issuable on issuable.id = :issuable
                                join project on project.id = issuable.project_id
                                where member.state = 'active' and\s""" + Access.MEMBER_SEES_ISSUABLE
                                + " order by near.place, lower(member.name) limit 100"),
                        Actor.nobody())
                .param("issuable", issuable.id())
                .param("project", issuable.projectId())
                .query((row, _) -> Threads.person(row, ""))
                .list();
    }

    private void check(Actor actor, Issuable locked, Question question) {
        access.require(actor, locked.projectId(), Role.GUEST);
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key() + ". Reopen it to ask.");
        }
        if (question.text().isBlank()) {
            throw Problem.invalid("question", "can't be blank");
        }
        if (question.text().length() > LONGEST || question.defaultText().length() > LONGEST) {
            throw Problem.invalid("question", "is too long (maximum is " + LONGEST + " characters)");
        }
        if (question.to().isEmpty() || question.to().size() > MOST_ASKED) {
            throw Problem.invalid("to", "needs between one and " + MOST_ASKED + " people");
        }
        for (Person person : question.to()) {
            if (actor.is(person.id())) {
                throw Problem.invalid("to", "can't be yourself");
            }
            Member member = members.find(person.id()).orElseThrow();
            if (!threads.sees(Actor.of(member), locked.id())) {
                throw Problem.invalid("to", "includes " + person.name() + ", who may not see this");
            }
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
