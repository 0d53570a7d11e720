package antipode.asks;

import antipode.hours.FairTime;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Readers;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.threads.Writing;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where asks are kept: put, answered, objected to, withdrawn, or left to their default.
@Component
public class Asks {

    /// The longest question and the longest default, in characters.
    static final int LONGEST = 1_000;
    static final int MOST_ASKED = 50;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Readers readers;
    private final Subscriptions subscriptions;
    private final Comments comments;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final Access access;
    private final Schedules schedules;
    private final AskPlans plans;
    private final List<AskEffect> effects;
    private final Clock clock;

    Asks(
            JdbcClient jdbc,
            Threads threads,
            Readers readers,
            Subscriptions subscriptions,
            Comments comments,
            Events events,
            Turns turns,
            Members members,
            Access access,
            Schedules schedules,
            AskPlans plans,
            List<AskEffect> effects,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.readers = readers;
        this.subscriptions = subscriptions;
        this.comments = comments;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.access = access;
        this.schedules = schedules;
        this.plans = plans;
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
        AskEffect effect = question.effect() == null ? null : effect(question.effect());
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
        Ask ask = get(id);
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
        return get(id);
    }

    /// Says no: the default is stopped, the asker holds the turn, and the reason stands as a comment.
    @Transactional
    public Ask object(Actor actor, long id, String reason) {
        Ask ask = lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (!ask.open()) {
            throw Problem.conflict("This question has ended already: " + ask.endedBecause() + ".");
        }
        if (ask.asker().id() == actor.id()) {
            throw Problem.refused("You asked this yourself. Withdraw it instead.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("note", "can't be blank: an objection needs its reason");
        }
        access.require(actor, issuable.projectId(), Role.GUEST);
        answer(id, actor.id(), "objected", null);
        end(ask, Ask.State.OBJECTED, member(actor).firstName() + " objected", null);
        Comment comment = comments.write(actor, issuable, Writing.of(reason).passing(List.of()));
        jdbc.sql("update ask_person set note_id = :note where ask_id = :ask and member_id = :member")
                .param("note", comment.id())
                .param("ask", id)
                .param("member", actor.id())
                .update();
        events.append(actor, issuable, "objected", Map.of("question", ask.question()));
        turns.endAsk(id, "an objection stopped it", actor.id(), comment.id());
        turns.pass(issuable, List.of(ask.asker().id()), Turns.Cause.of(Todo.Action.OBJECTED, actor, comment.id()));
        return get(id);
    }

    /// Takes the question back; nothing takes effect, nobody is waited for.
    @Transactional
    public Ask withdraw(Actor actor, long id) {
        Ask ask = lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (ask.asker().id() != actor.id()) {
            access.require(actor, issuable.projectId(), Role.MAINTAINER);
        }
        if (ask.open()) {
            end(ask, Ask.State.WITHDRAWN, member(actor).firstName() + " withdrew it", null);
            long note = events.append(actor, issuable, "withdrew", Map.of("question", ask.question()));
            turns.endAsk(id, "the question was withdrawn", actor.id(), note);
        }
        return get(id);
    }

    /// A comment by somebody who was asked is their answer. With a default the question stays open for the others until
    /// it is fair; without one it ends when everyone has answered.
    @EventListener
    @Order(10)
    void written(Comment.Written written) {
        Actor writer = written.actor();
        for (Ask ask : openOn(written.issuable().id())) {
            if (!ask.awaits(writer.id())) {
                continue;
            }
            answer(ask.id(), writer.id(), "answered", written.comment().id());
            Ask after = get(ask.id());
            if (!after.hasDefault() && after.asked().stream().noneMatch(Ask.Asked::silent)) {
                end(after, Ask.State.ANSWERED, "everyone asked has answered", written.comment().id());
            }
            // Whoever has chosen whose turn it is has chosen this as well.
            if (written.issuable().open() && written.turn() == null) {
                turns.pass(
                        written.issuable(),
                        List.of(ask.asker().id()),
                        Turns.Cause.of(Todo.Action.ANSWERED, writer, written.comment().id()));
            }
        }
    }

    /// What ends takes its open questions with it.
    @EventListener
    void ended(Issuable.Ended ended) {
        for (Ask ask : openOn(ended.issuable().id())) {
            String how = ended.issuable().state() == Issuable.State.MERGED ? "it was merged" : "it was closed";
            end(ask, Ask.State.ENDED, how, ended.noteId());
        }
    }

    /// The default takes effect, once, if nothing stopped it and it is fair by now. Called when it is due.
    ///
    /// @return false if it is too early
    @Transactional
    public boolean takeEffect(long id) {
        if (read("where ask.id = :id", id).isEmpty()) {
            return true; // what it was about was deleted
        }
        Ask ask = lock(id);
        if (!ask.open() || ask.effect() == null) {
            return true;
        }
        if (clock.instant().isBefore(ask.takesEffectAt())) {
            return false;
        }
        Issuable locked = threads.get(ask.issuableId());
        Actor asker = asker(ask);
        AskEffect effect = effect(ask.effect());
        effect.check(asker, locked, ask.defaultText() == null ? "" : ask.defaultText());
        String because = "nobody objected to “" + ask.defaultText() + "” by the time that was fair to " + ask.names();
        end(ask, Ask.State.DEFAULTED, because, null);
        turns.endAsk(id, "the stated default took effect", null, null);
        effect.takeEffect(asker, locked, ask, because);
        return true;
    }

    /// The default could not take effect: the asker hears why and holds the turn.
    @Transactional
    public void refuse(long id, String why) {
        Ask ask = lock(id);
        if (ask.open()) {
            Issuable issuable = threads.get(ask.issuableId());
            end(ask, Ask.State.REFUSED, why, null);
            long note = events.append(
                    Actor.nobody(), issuable, "defaulted",
                    Map.of("sentence", "“" + ask.defaultText() + "” did not happen: " + why));
            turns.endAsk(id, "the default could not take effect", null, note);
            turns.pass(issuable, List.of(ask.asker().id()), Turns.Cause.of(Todo.Action.REFUSED, Actor.nobody(), note));
        }
    }

    /// The asks of a thing, oldest first.
    public List<Ask> of(Issuable issuable) {
        return read("where ask.issuable_id = :id order by ask.id", issuable.id());
    }

    public Ask find(Actor actor, Issuable issuable, long id) {
        return of(issuable).stream()
                .filter(ask -> ask.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Ask"));
    }

    /// The actor's own open asks that have a default, soonest first.
    public List<Ask> withDefaultBy(Actor actor) {
        return read("where ask.asker_id = :id and ask.state = 'open' and ask.default_effect is not null "
                + "order by ask.due_at, ask.id limit 20", actor.id());
    }

    /// The open asks that await a word of the actor's.
    public List<Ask> awaiting(Actor actor) {
        return read("""
                where ask.state = 'open' and exists (
                    select from ask_person mine
                    where mine.ask_id = ask.id and mine.member_id = :id and mine.answer is null)
                order by ask.id limit 2000""", actor.id());
    }

    /// What silence can do to this thing.
    public List<AskEffect> effects(Issuable issuable) {
        return effects.stream().filter(effect -> effect.fits(issuable)).toList();
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

    private void answer(long ask, long member, String answer, @Nullable Long note) {
        jdbc.sql("""
                        update ask_person set answer = :answer, answered_at = :now, note_id = :note
                        where ask_id = :ask and member_id = :member""")
                .param("answer", answer)
                .param("now", Timestamp.from(clock.instant()))
                .param("note", note, Types.BIGINT)
                .param("ask", ask)
                .param("member", member)
                .update();
    }

    private void end(Ask ask, Ask.State state, String because, @Nullable Long note) {
        jdbc.sql("""
                        update ask set state = :state, ended_at = :now, ended_because = :because, ended_note_id = :note
                        where id = :id and state = 'open'""")
                .param("state", state.key())
                .param("now", Timestamp.from(clock.instant()))
                .param("because", because)
                .param("note", note, Types.BIGINT)
                .param("id", ask.id())
                .update();
        if (ask.hasDefault() && state != Ask.State.DEFAULTED && state != Ask.State.REFUSED) {
            schedules.cancel(AskDefault.TASK, String.valueOf(ask.id()));
        }
    }

    /// Locks the thread first, as every writer does, then reads the ask as it now stands.
    private Ask lock(long id) {
        threads.lock(get(id).issuableId());
        return get(id);
    }

    private Ask get(long id) {
        return read("where ask.id = :id", id).getFirst();
    }

    private List<Ask> openOn(long issuable) {
        return read("where ask.issuable_id = :id and ask.state = 'open' order by ask.id", issuable);
    }

    private List<Ask> read(String where, long id) {
        return AskRows.read(jdbc.sql(AskRows.SELECT + where).param("id", id));
    }

    private Actor asker(Ask ask) {
        Member member = members.find(ask.asker().id()).orElseThrow();
        if (!member.active()) {
            throw Problem.refused(member.name() + " is no longer here.");
        }
        return Actor.of(member);
    }

    private AskEffect effect(String key) {
        return effects.stream()
                .filter(effect -> effect.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("default_effect", "does not have a valid value"));
    }

    private static Person member(Actor actor) {
        return Person.of(Objects.requireNonNull(actor.member()));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
