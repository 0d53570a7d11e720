package antipode.asks;

import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Schedules schedules;
    private final Clock clock;

    AskEnds(
            JdbcClient jdbc, AskRows rows, AskEffects effects, Threads threads, Events events, Turns turns, Members members, Access access, Schedules schedules, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.effects = effects;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.access = access;
        this.schedules = schedules;
        this.clock = clock;
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
    /// @return false if it is too early
    @Transactional
    public boolean takeEffect(long id) {
        Ask seen = rows.find(id).orElse(null);
        if (seen == null) {
            return true; // what it was about was deleted
        }
        if (seen.effect() != null) {
            List<Long> all = new ArrayList<>(effects.named(seen.effect()).besides(threads.get(seen.issuableId())));
            all.add(seen.issuableId());
            threads.lockAll(all);
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
        AskEffect effect = effects.named(ask.effect());
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

    void end(Ask ask, Ask.State state, String because, @Nullable Long note) {
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
    Ask lock(long id) {
        threads.lock(rows.get(id).issuableId());
        return rows.get(id);
    }

    private Actor asker(Ask ask) {
        Member member = members.find(ask.asker().id()).orElseThrow();
        if (!member.active()) {
            throw Problem.refused(member.name() + " is no longer here.");
        }
        return Actor.of(member);
    }
}
