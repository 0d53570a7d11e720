package antipode.asks;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.TeamTurns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The asks that concern a member, wherever they were put.
@Component
public class AskLists {

    private final JdbcClient jdbc;
    private final AskRows rows;
    private final Access access;
    private final TeamTurns teams;

    AskLists(JdbcClient jdbc, AskRows rows, Access access, TeamTurns teams) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.access = access;
        this.teams = teams;
    }

    /// Which asks are wanted.
    ///
    /// @param byMe  those that the actor asked; else those that they, their teams, or whom they stand in for were asked
    /// @param state `open`, `ended` or `all`
    record Wanted(boolean byMe, String state) {}

    /// A part of a list, newest first: those on things that the actor may see.
    List<Ask> of(Actor actor, Wanted wanted, int limit, long offset) {
        Long[] mine = wanted.byMe() ? new Long[0] : teams.of(actor).toArray(Long[]::new);
        List<Long> ids = access.bind(jdbc.sql("""
                        select ask.id from ask
                        join issuable on issuable.id = ask.issuable_id join project on project.id = issuable.project_id
                        where %s and %s and %s
                        order by ask.id desc limit %d offset :offset"""
                                .formatted(
                                        wanted.byMe() ? "ask.asker_id = :actor_id" : """
                                                ask.asker_id <> :actor_id and ask.id in (
                                                    select ask_id from ask_person where member_id = :actor_id
                                                    union select ask_id from ask_person where delegate_id = :actor_id
                                                    union select ask_id from ask_person where taker_id = :actor_id
                                                    union select ask_id from ask_person where team_id = any (:teams) and taker_id is null)""",
                                        switch (wanted.state()) {
                                            case "open" -> "ask.state = 'open'";
                                            case "ended" -> "ask.state <> 'open'";
                                            default -> "true";
                                        },
                                        Access.VISIBLE_ISSUABLE,
                                        limit)), actor)
                .param("teams", mine)
                .param("offset", offset)
                .query(Long.class)
                .list();
        return ids.isEmpty() ? List.of() : rows.read("where ask.id = any (:id) order by ask.id desc, ask_person.place", ids.toArray(Long[]::new));
    }

    /// What these asks were put on, in one question.
    Map<Long, Issuable> things(Collection<Long> ids) {
        Map<Long, Issuable> things = new HashMap<>();
        jdbc.sql("select " + Threads.HEADER + " from issuable " + Threads.JOINS + " where issuable.id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(Threads::header)
                .list()
                .forEach(thing -> things.put(thing.id(), thing));
        return things;
    }

    /// The actor's own open asks that have a default, soonest first.
    public List<Ask> withDefaultBy(Actor actor) {
        return rows.read("""
                where ask.id in (
                    select mine.id from ask mine
                    where mine.asker_id = :id and mine.state = 'open' and mine.default_effect is not null
                    order by mine.due_at, mine.id limit 20)
                order by ask.due_at, ask.id, ask_person.place""", actor.id());
    }

    /// The open asks that await a word of the actor's own, or of whom they stand in for.
    public List<Ask> awaiting(Actor actor) {
        return rows.read("""
                where ask.state = 'open' and ask.id in (
                    select ask_id from ask_person where member_id = :id and answer is null
                    union select ask_id from ask_person where delegate_id = :id and answer is null
                    union select ask_id from ask_person where taker_id = :id and answer is null)
                order by ask.id, ask_person.place limit 2000""", actor.id());
    }
}
