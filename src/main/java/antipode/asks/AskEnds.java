package antipode.asks;

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
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How asks end: withdrawn, left to their default, or with what they were about.
@Component
public class AskEnds {

    private final JdbcClient jdbc;
    private final AskRows rows;
    private final AskEffects effects;
    private final Threads threads;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final Access access;
    private final Comments comments;
    private final AskTimes times;
    private final Clock clock;

    AskEnds(
            JdbcClient jdbc, AskRows rows, AskEffects effects, Threads threads, Events events, Turns turns, Members members, Access access, Comments comments, AskTimes times, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.effects = effects;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.access = access;
        this.comments = comments;
        this.times = times;
        this.clock = clock;
    }

    /// Takes the question back; nothing takes effect, nobody is waited for.
    @Transactional
    public Ask withdraw(Actor actor, long id) {
        Ask ask = times.lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (ask.asker().id() != actor.id()) {
            access.require(actor, issuable.projectId(), Role.MAINTAINER);
        }
        if (ask.open()) {
            end(ask, Ask.State.WITHDRAWN, Person.of(actor.require()).firstName() + " withdrew it", null);
            long note = events.append(actor, issuable, "withdrew", Map.of("question", ask.question()));
            turns.endAsk(id, "the question was withdrawn", actor.id(), note);
        }
        return rows.get(id);
    }

    /// What ends takes its open questions with it.
    @EventListener
    void ended(Issuable.Ended ended) {
        for (Ask ask : rows.openOn(ended.issuable().id())) {
            String how = ended.issuable().state() == Issuable.State.MERGED ? "it was merged" : "it was closed";
            end(ask, Ask.State.ENDED, how, ended.noteId());
        }
    }

    /// The default takes effect, once, if nothing stopped it and it is fair by now. Called when it is due.
    ///
    /// @return when it is due, if that is later; nothing if it is settled
    @Transactional
    public Optional<Instant> takeEffect(long id) {
        Ask seen = rows.find(id).orElse(null);
        if (seen == null) {
            return Optional.empty(); // what it was about was deleted
        }
        if (seen.effect() != null) {
            List<Long> all = new ArrayList<>(effects.named(seen.effect()).besides(threads.get(seen.issuableId())));
            all.add(seen.issuableId());
            threads.lockAll(all);
        }
        Ask ask = times.lock(id);
        if (!ask.open() || ask.effect() == null) {
            return Optional.empty();
        }
        if (clock.instant().isBefore(ask.takesEffectAt())) {
            return Optional.of(ask.takesEffectAt());
        }
        Issuable locked = threads.get(ask.issuableId());
        AskEffect effect = effects.named(ask.effect());
        Actor asker = asker(ask, locked);
        Optional<Instant> later = times.moved(ask, locked);
        if (later.isPresent()) {
            return later;
        }
        ask = rows.get(id);
        if (ask.waited().stream().noneMatch(one -> !one.silent() || times.sees(one, locked))) {
            throw Problem.refused("Nobody who was asked could still have said no.");
        }
        effect.check(asker, locked, ask.defaultText() == null ? "" : ask.defaultText());
        String because = "nobody objected to “" + ask.defaultText() + "” by the time that was fair to " + ask.names();
        end(ask, Ask.State.DEFAULTED, because, null);
        turns.endAsk(id, "the stated default took effect", null, null);
        effect.takeEffect(asker, locked, ask, because);
        return Optional.empty();
    }

    /// The default could not take effect: the asker hears why and holds the turn, or whoever is responsible if the asker
    /// can't.
    @Transactional
    public void refuse(long id, String why) {
        Ask ask = times.lock(id);
        if (ask.open()) {
            Issuable issuable = threads.get(ask.issuableId());
            end(ask, Ask.State.REFUSED, why, null);
            long note = events.append(
                    Actor.nobody(), issuable, "defaulted",
                    Map.of("sentence", "“" + ask.defaultText() + "” did not happen: " + why));
            turns.endAsk(id, "the default could not take effect", null, note);
            long holder = Stream.of(ask.asker(), issuable.dri())
                    .map(Person::id)
                    .filter(member -> present(member, issuable))
                    .findFirst()
                    .orElse(0L);
            if (holder != 0) {
                turns.pass(issuable, List.of(holder), Turns.Cause.of(Todo.Action.REFUSED, Actor.nobody(), note));
            }
        }
    }

    /// Takes back what silence did: whoever was away then may, once, since they could not say no.
    @Transactional
    public Ask reopen(Actor actor, long id, String reason) {
        Ask ask = times.lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (ask.state() != Ask.State.DEFAULTED || ask.effect() == null) {
            throw Problem.conflict(ask.state() == Ask.State.REOPENED ? ask.endedBecause() + " already." : "Silence did nothing here.");
        }
        if (ask.asked().stream().noneMatch(one -> one.away() && one.is(actor))) {
            throw Problem.refused("Only who was asked and away may take back what silence did.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("note", "can't be blank: say what you would have said");
        }
        String who = Person.of(actor.require()).firstName();
        end(ask, Ask.State.REOPENED, who + " was away, and reopened it", null);
        Comment comment = comments.write(actor, issuable, Writing.of(reason).passing(List.of()));
        events.append(actor, issuable, "took back", Map.of("sentence", "was away, and takes back “" + ask.defaultText() + "”"));
        effects.named(ask.effect()).takeBack(actor, threads.lock(issuable.id()), ask);
        if (present(ask.asker().id(), issuable)) {
            turns.pass(issuable, List.of(ask.asker().id()), Turns.Cause.of(Todo.Action.OBJECTED, actor, comment.id()));
        }
        return rows.get(id);
    }

    private boolean present(long member, Issuable issuable) {
        return members.find(member).filter(Member::active).filter(one -> threads.sees(Actor.of(one), issuable.id())).isPresent();
    }

    void end(Ask ask, Ask.State state, String because, @Nullable Long note) {
        jdbc.sql("""
                        update ask set state = :state, ended_at = :now, ended_because = :because, ended_note_id = :note
                        where id = :id and state in ('open', 'defaulted')""")
                .param("state", state.key())
                .param("now", Timestamp.from(clock.instant()))
                .param("because", because)
                .param("note", note, Types.BIGINT)
                .param("id", ask.id())
                .update();
        times.forget(ask, state == Ask.State.DEFAULTED || state == Ask.State.REFUSED);
    }

    private Actor asker(Ask ask, Issuable issuable) {
        Member member = members.find(ask.asker().id()).orElseThrow();
        if (!member.active()) {
            throw Problem.refused(member.name() + " is no longer here.");
        }
        Actor asker = Actor.of(member);
        if (!threads.sees(asker, issuable.id())) {
            throw Problem.refused(member.name() + " may no longer see it.");
        }
        return asker;
    }
}
